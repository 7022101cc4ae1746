"""How long the reports take, beside papermill on as many notebooks that only import.

    python tests/benchmark_reports.py [ARTICLES]

prints seconds: papermill's, the first run's, and that of a second run with nothing
changed. The first should be at most three times papermill's, the second at most a
tenth of the first. All are measured one after the other, on the machine as it is.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import papermill

from helpers.reports import PAGES


def papermill_seconds(folder: Path, n: int) -> float:
    """Execute ``n`` notebooks that import pandas and matplotlib; return the seconds."""
    cell = nbformat.v4.new_code_cell("import pandas\nimport matplotlib.pyplot")
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / "imports.ipynb")
    began = time.perf_counter()
    for k in range(n):
        papermill.execute_notebook(
            str(folder / "imports.ipynb"), str(folder / f"{k}.ipynb"), progress_bar=False,
            log_output=False, extra_arguments=["--IPKernelApp.log_level=50"],
        )  # fmt: skip
    return time.perf_counter() - began


def report_seconds(articles: str, out: Path) -> float:
    """Make the reports by the command line; return the seconds."""
    program = f"from helpers.cli import main; main(['report', {articles!r}, '--out', {str(out)!r}])"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    return time.perf_counter() - began


def main(articles: str = "data/articles") -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = papermill_seconds(folder, len(PAGES))
        first = report_seconds(articles, folder / "out")
        second = report_seconds(articles, folder / "out")
    print(f"papermill, {len(PAGES)} notebooks that only import: {plain:6.1f} s")
    print(f"reports, first run:  {first:6.1f} s  ({first / plain:.2f} of papermill; 3 is the most)")
    print(f"reports, second run: {second:6.1f} s  ({second / first:.3f} of that; 0.1 is the most)")


if __name__ == "__main__":
    main(*sys.argv[1:2])
