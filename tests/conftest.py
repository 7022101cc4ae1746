"""What the tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says nothing on a busy machine. Where CI is set, hypothesis
# takes its own profile, which also tries the same examples every time.
settings.register_profile("unhurried", deadline=None)
if not os.environ.get("CI"):
    settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def gold(root: Path) -> Path:
    """The folder of gold data, which lies beside the project where there is one."""
    folder = root.parent / "shared" / "gold"
    if not folder.is_dir():
        pytest.skip("no gold data beside the project")
    return folder
