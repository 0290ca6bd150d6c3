from collections.abc import Iterator

import pytest

from tests.factories.search import Shelf


@pytest.fixture
def shelf(db) -> Iterator[Shelf]:
    made = Shelf()
    yield made
    made.forget()
