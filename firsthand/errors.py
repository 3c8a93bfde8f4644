"""What can go wrong, told so that the reader knows the thing, the value, what was allowed and the way out."""


class FirsthandError(Exception):
    """Something that the user can mend; the command line prints it as one line and exits with 2."""


class ReadingError(FirsthandError):
    """A source that cannot be read at all, or a bad row where `strict` reading was asked for."""


class CaseError(FirsthandError):
    """A case folder that is missing, of another format, being written by someone else, or not writable."""


class UnknownError(FirsthandError):
    """A name (claim, article, table, export format, setting) that the case or the program does not have."""


class ModelError(FirsthandError):
    """A file of a trained model that is missing from the installation, or damaged."""


class EngineError(FirsthandError):
    """A cluster that a run was to be carried out on: not installed, not reachable, or stopped."""
