"""What everything else stands on: facts about this machine and this process. It imports nothing of the course.

* `facts`      start methods, CPUs, Python;
* `notebook`   is this a Jupyter kernel;
* `signals`    hold back Ctrl-C for a moment;
* `reserve`    open files that can be given up when there are no more;
* `machinery`  the processes that multiprocessing starts for itself, and how they are known;
* `words`      text from anywhere, fit to be shown and sent;
* `lessons`    the lessons' titles and files.

No data flow through here: each module answers a question, or does one thing to this process. Worker functions may
import it, as it needs the standard library alone.
"""
