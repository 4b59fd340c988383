"""The real MLflow server, for the trial on real models."""

from tests.mlflow_server import mlflow_server

__all__ = ["mlflow_server"]
