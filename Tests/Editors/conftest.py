import os
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TRAMA = os.environ.get("TRAMA", str(ROOT / ".build/debug/trama"))


@pytest.fixture
def root():
    return ROOT
