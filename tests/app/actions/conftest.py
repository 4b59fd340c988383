"""What people do is kept the same on both databases."""

from tests.data.conftest import (
    engine,
    new_database,
    postgres,
    shared_database,
    store_url,
    template_file,
)

__all__ = ["engine", "new_database", "postgres", "shared_database", "store_url", "template_file"]
