"""`predict`: answer before you run the cell; afterwards the cell itself tells whether you were right.

The answer is held against what the cell really did, not against a key: so a surprise of this machine is shown as what
it is. (jupyterquiz was looked at. Its questions carry their answers, and what is chosen does not reach Python, see its
issue 17; so it can't compare with what a cell does.) The widgets are ipywidgets' own; they work offline, and what is
chosen while a cell is busy arrives when the cell has ended.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from helpers.practice.questions import QUESTIONS

if TYPE_CHECKING:
    from helpers.watch.recording import Recording


def predict(question: str, choices: Mapping[object, str] | None = None) -> Prediction:
    """Ask a question and show where to answer it.

    Parameters
    ----------
    question : str
        The name of a question of the lessons, such as ``process/two`` (see `helpers.practice.questions`), or a
        sentence of your own.
    choices : mapping
        The answers to choose from, each with what to tell somebody who chose it and was wrong. None asks for a number.

    Returns
    -------
    Prediction
        To be held against what happened, in the next cell: ``guess.compare(3)``.

    Raises
    ------
    LookupError
        If it looks like a name, and there is no such question.

    Examples
    --------
    >>> guess = predict("How many processes will run?", {1: "The kernel is a process, too.", 2: "", 3: "..."})
    >>> guess.compare(len(recording.processes))
    You did not choose. It is: 2
    """
    if choices is None and question.count("/") == 1 and " " not in question:
        if question not in QUESTIONS:
            raise LookupError(f"there is no question {question!r}; there are {', '.join(QUESTIONS)}")
        known = QUESTIONS[question]
        prediction = Prediction(known.words, known.choices, known.seen, varies=known.varies)
    else:
        prediction = Prediction(question, choices)
    prediction.show()
    return prediction


class Prediction:
    """A question with the learner's answer.

    Attributes
    ----------
    answer : object
        What was chosen or typed; None before that. A program may set it.
    """

    def __init__(
        self,
        question: str,
        choices: Mapping[object, str] | None = None,
        seen: Callable[[Recording], object] | None = None,
        *,
        varies: bool = False,
    ) -> None:
        if choices is not None and (not isinstance(choices, Mapping) or len(choices) < 2):
            raise ValueError(
                "predict takes the answers to choose from as a dictionary of at least two, each with what to tell "
                "somebody who chose it and was wrong; for example predict('How many?', {1: 'There are more.', 2: ''})"
            )
        self.question = question
        self.choices = None if choices is None else dict(choices)
        self.answer: object = None
        self._seen = seen
        self._it_is = "Here it is" if varies else "It is"

    def show(self) -> None:
        """Show the question, in a notebook with something to click on."""
        from IPython.display import display  # noqa: PLC0415 - in a notebook only

        words = self._as_text()
        from helpers.ground.notebook import in_notebook  # noqa: PLC0415

        if not in_notebook():
            print(words)  # noqa: T201
            return
        view = self._widget()._repr_mimebundle_()
        display({**view, "text/plain": words}, raw=True)

    def _as_text(self) -> str:
        if self.choices is None:
            return f"{self.question}\n  (a number)"
        return "\n".join([self.question, *(f"  ( ) {choice}" for choice in self.choices)])

    def _widget(self) -> Any:  # noqa: ANN401 - ipywidgets has no types
        import ipywidgets  # noqa: PLC0415 - takes a while

        title = ipywidgets.HTML(f"<b>Predict.</b> {html.escape(self.question)}")
        if self.choices is None:
            field = ipywidgets.Text(placeholder="a number", layout={"width": "8em"}, continuous_update=True)
        else:
            options = [(str(choice), choice) for choice in self.choices]
            field = ipywidgets.RadioButtons(options=options, value=None, layout={"width": "auto"})
        field.observe(self._take, "value")
        return ipywidgets.VBox([title, field])

    def _take(self, change: Any) -> None:  # noqa: ANN401
        self.answer = _number(change["new"]) if self.choices is None else change["new"]

    def compare(self, actual: object) -> Feedback:
        """Hold the answer against what happened.

        Parameters
        ----------
        actual : object
            One of the choices, or a number; for some of the lessons' questions, the recording that answers them.
        """
        if self._seen is not None:
            actual = self._seen(cast("Recording", actual))
        if self.answer is None:
            return Feedback(None, f"You did not choose. {self._it_is}: {actual}")
        if self.answer == actual:
            return Feedback(True, f"You said {self.answer}, and so it is.")
        why = (self.choices or {}).get(self.answer, "")
        if self.choices is None:
            why = _distance(self.answer, actual)
        return Feedback(False, " ".join(filter(None, [f"You said {self.answer}. {self._it_is}: {actual}.", why])))


@dataclass(frozen=True, slots=True)
class Feedback:
    """What came of a prediction.

    Attributes
    ----------
    right : bool or None
        None if there was no answer.
    words : str
        For the learner.
    """

    right: bool | None
    words: str

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        colours = {
            True: "var(--jp-success-color1, #2e7d32)",
            False: "var(--jp-warn-color1, #b35900)",
            None: "var(--jp-border-color1, #bdbdbd)",
        }
        box = f"border-left:4px solid {colours[self.right]};padding:2px 12px"
        # JupyterLab shows the first line of an output that is hidden: it must not give the answer away.
        return f'Your prediction:\n<div style="{box}">{html.escape(self.words)}</div>'


def _number(words: str) -> float | int | None:
    try:
        number = float(words.strip().replace(",", "."))
    except ValueError:
        return None
    return int(number) if number.is_integer() else number


def _distance(answer: Any, actual: Any) -> str:  # noqa: ANN401 - numbers
    try:
        return "That is more than there were." if answer > actual else "That is fewer than there were."
    except TypeError:
        return ""
