"""From documents to a store: incremental, atomic, the same for the same input."""

from kg.build.options import Options
from kg.build.report import BuildReport, FileError, Progress
from kg.build.run import build

__all__ = ["BuildReport", "FileError", "Options", "Progress", "build"]
