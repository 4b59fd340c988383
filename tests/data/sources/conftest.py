"""The real MLflow server, for the tests of the source that reads it."""

from tests.mlflow_server import mlflow_server

__all__ = ["mlflow_server"]
