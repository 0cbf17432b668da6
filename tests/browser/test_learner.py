"""The way of a new learner through a lesson's prediction and exercise: real JupyterLab in a real browser."""

import shutil

import pytest

from browsing import ROOT, Lab, screenshot, wait_for
from helpers.practice.exercise import exercise, ids

LESSON = "03_queue.ipynb"


@pytest.fixture
def learner(server, page):
    """Give a learner who has nothing passed yet, in a copy of the lesson."""
    for file in server.progress.iterdir():
        file.unlink()
    shutil.copy(ROOT / "notebooks" / LESSON, server.folder / "learner.ipynb")
    return Learner(page, server.address)


class Learner:
    """Works in one notebook, step by step, and leaves a picture of each step."""

    def __init__(self, page, address):
        self.page, self.steps = page, 0
        self.lab = Lab(page, address, "learner.ipynb")

    def cell(self, words):
        """Return the index of the only cell of code with these words."""
        sources = self.page.evaluate(
            """() => window.jupyterapp.shell.currentWidget.content.widgets.map(
                cell => cell.model.type === 'code' ? cell.model.sharedModel.getSource() : '')"""
        )
        found = [index for index, source in enumerate(sources) if words in source]
        assert len(found) == 1, (words, found)
        return found[0]

    def write(self, index, text):
        self.page.evaluate(
            """([index, text]) => window.jupyterapp.shell.currentWidget.content.widgets[index]
                .model.sharedModel.setSource(text)""",
            [index, text],
        )

    def run(self, index):
        """Run a cell to its end, and return its output area."""
        self.lab.select(index)
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-cell').then(() => null)")
        self.lab.wait_idle()
        return self.look_at(index)

    def run_new_below(self, index, text):
        """Insert a cell below, run it, and return its output area."""
        self.lab.select(index)
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:insert-cell-below').then(() => null)")
        self.write(index + 1, text)
        return self.run(index + 1)

    def look_at(self, index):
        self.page.evaluate("(i) => window.jupyterapp.shell.currentWidget.content.scrollToItem(i, 'center')", index)
        output = self.lab.output(index)
        output.wait_for(state="attached")
        return output

    def keep_picture(self, name, *, dark=False):
        """Leave a picture of what is seen now; if asked for, another one in JupyterLab's dark theme."""
        self.steps += 1
        self._keep(f"light-{self.steps}-{name}")
        if dark:
            self._use_theme("Dark")
            self._keep(f"dark-{self.steps}-{name}")
            self._use_theme("Light")

    def _keep(self, name):
        self.page.evaluate("() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => null)")
        screenshot(self.page, f"learner-{name}")

    def _use_theme(self, name):
        self.lab.command("apputils:change-theme", {"theme": f"JupyterLab {name}"})
        is_light = str(name == "Light").lower()
        self.page.wait_for_selector(f"body[data-jp-theme-light='{is_light}']", state="attached")

    def restart(self):
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.sessionContext.restartKernel()")
        self.lab.wait_idle()


def test_a_learner_predicts_tries_takes_a_hint_and_passes(server, learner):
    """Feedback on a wrong guess, the reason of a refusal, a hint, a pass, and progress that outlives the kernel."""
    for words in ("%load_ext helpers", 'waiter = Process(target=produce, args=(["tea", "cake", None]'):
        learner.run(learner.cell(words))
    predict(learner)
    learner.run(learner.cell("from helpers.practice import check"))
    answer_wrongly(learner)
    take_hints(learner)
    answer_rightly(learner)
    assert [file.name for file in server.progress.iterdir()] == ["queue-1"]
    restart_and_look(learner)


def predict(learner):
    asks = learner.cell('guess = predict("queue/copy")')
    question = learner.run(asks)
    question.get_by_label("tea", exact=True).check()
    learner.keep_picture("question")
    tells = learner.run(asks + 1)
    assert "You said tea. It is: tea and cake. put only keeps the object itself" in tells.inner_text()
    learner.keep_picture("feedback")
    question = learner.look_at(asks)
    question.get_by_label("tea and cake", exact=True).check()
    assert "You said tea and cake, and so it is." in learner.run(asks + 1).inner_text()


def answer_wrongly(learner):
    starter, check = learner.cell("%%worker queue_1"), learner.cell('check("queue-1")')
    assert "run the cell that begins with %%worker queue_1" in learner.run(check).inner_text()
    right = exercise("queue-1").solution
    wrong = right.replace("[results.get() for _ in children]", "[name.upper() for name in names]")
    assert wrong != right
    learner.write(starter, f"%%worker queue_1\n{wrong}")
    learner.run(starter)
    verdict = learner.run(check)
    assert "queue-1: not yet" in verdict.inner_text()
    assert "nothing came back from a child through the queue" in verdict.inner_text()
    verdict.locator(".mmv-picture").wait_for()
    learner.keep_picture("refused", dark=True)


def take_hints(learner):
    check, hints = learner.cell('check("queue-1")'), exercise("queue-1").hints
    assert hints[0] in learner.run_new_below(check, 'hint("queue-1")').inner_text()
    assert hints[1] in learner.run(check + 1).inner_text()
    assert "Hint 3 of 3" in learner.run(check + 1).inner_text()
    learner.keep_picture("hint")
    solution = learner.run_new_below(check + 1, 'solution("queue-1")')
    assert not solution.locator("pre").is_visible()
    solution.locator("summary").click()
    assert solution.locator("pre").is_visible()
    learner.keep_picture("solution")


def answer_rightly(learner):
    starter, check = learner.cell("%%worker queue_1"), learner.cell('check("queue-1")')
    learner.write(starter, f"%%worker queue_1\n{exercise('queue-1').solution}")
    learner.run(starter)
    verdict = learner.run(check)
    assert "queue-1: passed" in verdict.inner_text()
    assert f"03 Queue: 1 of {len(ids('queue'))} passed" in verdict.inner_text()
    learner.keep_picture("passed", dark=True)
    overview = learner.run(learner.cell('progress("queue")'))
    assert f"1 of {len(ids('queue'))}" in overview.inner_text()
    learner.keep_picture("progress")


def restart_and_look(learner):
    learner.restart()
    first = learner.cell("%load_ext helpers")
    learner.run(first)
    shown = learner.run_new_below(first, "from helpers.practice import progress\nprogress()")
    wait_for(lambda: f"1 of {len(ids('queue'))}" in shown.inner_text(), 10)
    assert shown.inner_text().count("■") == 1
    learner.keep_picture("after-the-restart")
