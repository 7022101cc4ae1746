"""Notebooks executed by papermill and converted by nbconvert, each run by itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbformat import NotebookNode
    from traitlets.config import Config

HIDDEN_TAG = "hide-in-report"


@dataclass(frozen=True)
class Run:
    """One notebook's run.

    Attributes
    ----------
    name : str
        The notebook, without ending.
    path : Path
        Where it was written as executed.
    error : str
        Why it stopped before its end, if it did.
    page : str or None
        What was made of it; None where nothing was.
    """

    name: str
    path: Path
    error: str
    page: str | None = None


def find_notebooks() -> Path:
    """Return the folder of the notebooks: beside the package's source, or installed with it.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    import sys

    beside = Path(__file__).resolve().parents[3] / "notebooks"
    installed = Path(sys.prefix) / "share" / "tollbook" / "notebooks"
    for folder in (beside, installed):
        if (folder / "2-casualties.ipynb").is_file():
            return folder
    raise FileNotFoundError(f"the notebooks are neither in {beside} nor in {installed}")


@contextmanager
def workers_for(workers: int = 2) -> Iterator[Executor]:
    """Start processes that execute notebooks, each one at a time in a kernel of its own.

    They load what they need while the articles are still being read.

    Parameters
    ----------
    workers : int
        How many.

    Yields
    ------
    concurrent.futures.Executor
        Stopped at the end.
    """
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as processes:
        for _ in range(workers):
            processes.submit(_warm_up)
        try:
            yield processes
        except BaseException:
            processes.shutdown(wait=False, cancel_futures=True)
            raise


def _warm_up() -> None:
    import nbconvert  # noqa: F401
    import papermill  # noqa: F401

    import helpers.reports.pages  # noqa: F401


def run_notebooks(
    names: Iterable[str],
    parameters: Mapping[str, object],
    into: Path,
    cwd: Path,
    processes: Executor,
    then: Callable[[Run], str] | None = None,
    done: Callable[[Run], object] | None = None,
) -> list[Run]:
    """Execute notebooks side by side, each in a process and a kernel of its own.

    Parameters
    ----------
    names : iterable of str
        Notebooks in :func:`find_notebooks`, without ending.
    parameters : mapping
        What papermill sets in each.
    into : Path
        Where executed notebooks are written.
    cwd : Path
        The folder that they run in.
    processes : concurrent.futures.Executor
        From :func:`workers_for`.
    then : callable, optional
        Makes a page of a run, in the process that executed it.
    done : callable, optional
        Called with each run when it has ended.

    Returns
    -------
    list of Run
        In the order of ``names``. A notebook that fails is kept as far as it came,
        and does not stop the others.
    """
    names, source = list(names), find_notebooks()
    runs = {}
    jobs = [
        processes.submit(_run, name, source / f"{name}.ipynb", dict(parameters), into, cwd, then)
        for name in names
    ]
    for job in as_completed(jobs):
        run = job.result()
        runs[run.name] = run
        if done:
            done(run)
    return [runs[name] for name in names]


def _run(
    name: str,
    source: Path,
    parameters: dict[str, object],
    into: Path,
    cwd: Path,
    then: Callable[[Run], str] | None,
) -> Run:
    import papermill

    target, error = into / f"{name}.ipynb", ""
    try:
        papermill.execute_notebook(
            str(source), str(target), parameters=parameters, cwd=str(cwd), kernel_name="python3",
            progress_bar=False, log_output=False,
            # a kernel's chatter about itself is none of the reader's; errors come by message
            extra_arguments=["--IPKernelApp.log_level=50"],
            config=_kernel_config(into / f"{name}.kernel.json"),
        )  # fmt: skip
    except papermill.PapermillExecutionError as stopped:
        error = f"{stopped.ename}: {stopped.evalue}"
    except Exception as stopped:  # a kernel that died, an unreadable notebook: the others go on
        error = f"{type(stopped).__name__}: {stopped}"
    run = Run(name, target, error)
    return replace(run, page=then(run)) if then else run


def _kernel_config(connection: Path) -> Config:
    """Let a kernel talk through files of its own, where the system can.

    Kernels that start side by side may otherwise pick the same network port, and one dies.
    """
    from traitlets.config import Config

    if os.name != "posix":
        return Config()
    return Config(KernelManager={"transport": "ipc", "connection_file": str(connection)})


def tidy(notebook: NotebookNode) -> NotebookNode:
    """Strip from an executed notebook what differs from run to run: times, counts, ids.

    Parameters
    ----------
    notebook : NotebookNode
        Executed; changed in place.

    Returns
    -------
    NotebookNode
        The same notebook.
    """
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("widgets", None)
    for k, cell in enumerate(notebook.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        tags = cell.metadata.get("tags", [])
        if "injected-parameters" in tags:
            cell.id = "injected-parameters"
        elif "papermill-error-cell-tag" in tags:
            cell.id = f"error-{k}"
        if cell.cell_type == "code":
            cell.execution_count = None
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = None
    return notebook


def refresh(names: Iterable[str]) -> None:
    """Execute the notebooks where they lie and keep them as they ran, for the repository.

    Parameters
    ----------
    names : iterable of str
        Notebooks in :func:`find_notebooks`, without ending.

    Raises
    ------
    RuntimeError
        If a notebook fails; it is left as it was.
    """
    import tempfile

    import nbformat

    folder = find_notebooks()
    with tempfile.TemporaryDirectory(prefix="tollbook-") as executed, workers_for() as processes:
        for run in run_notebooks(names, {}, Path(executed), folder, processes):
            if run.error:
                raise RuntimeError(f"{run.name}: {run.error}")
            notebook = tidy(nbformat.read(run.path, as_version=4))
            code = (cell for cell in notebook.cells if cell.cell_type == "code")
            for count, cell in enumerate(code, start=1):
                cell.execution_count = count
            nbformat.write(notebook, folder / f"{run.name}.ipynb")


def headings(notebook: NotebookNode) -> list[tuple[str, str]]:
    """Return anchor and words of each second-level heading, as nbconvert makes them."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and HIDDEN_TAG not in cell.metadata.get("tags", []):
            words = re.findall(r"^## (.+)$", cell.source, flags=re.M)
            found += [(w.replace(" ", "-"), w) for w in words]
    return found


def to_html(notebook: NotebookNode, parts: Mapping[str, str]) -> str:
    """Convert a notebook by the template ``tollbook``.

    Parameters
    ----------
    notebook : NotebookNode
        Executed and tidied.
    parts : mapping of str
        ``head``, ``top`` and ``bottom`` of the frame (:func:`helpers.reports.pages.frame_parts`).

    Returns
    -------
    str
        A page; code is in it, but hidden.
    """
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    from helpers.reports.display import TEMPLATES

    config = Config()
    config.TagRemovePreprocessor.remove_cell_tags = {HIDDEN_TAG, "papermill-error-cell-tag"}
    config.TagRemovePreprocessor.enabled = True
    exporter = HTMLExporter(
        template_name="tollbook",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        config=config,
    )
    body, _ = exporter.from_notebook_node(notebook, resources={"tollbook": dict(parts)})
    return body


if __name__ == "__main__":
    from helpers.reports import PAGES

    refresh(name for name, _, _ in PAGES)
