"""The questions of the lessons, kept apart from them: a cell that asks must not show its answers.

Each question has the answers to choose from, each with what to tell somebody who chose it and was wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.practice import observed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from helpers.watch.recording import Recording


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its choices.

    Attributes
    ----------
    words : str
        One or two sentences.
    choices : mapping
        What can be answered, and for each the reason why it is not so; empty where nobody needs one.
    seen : callable or None
        Takes the recording of the cell that was run, and returns which of the choices it shows; None where the cell
        says so itself.
    varies : bool
        Whether another machine, or the same one on a busy day, may show another.
    """

    words: str
    choices: Mapping[object, str]
    seen: Callable[[Recording], object] | None = None
    varies: bool = False


QUESTIONS = {
    "start/greetings": Question(
        "Three processes do the same work. How will they run?",
        {
            "one after the other": "start() does not wait: the next one is started while the first still works.",
            "at the same time": "",
        },
        observed.at_the_same_time,
    ),
    "start/sleeper": Question(
        "The child waits for something that never comes, and the notebook waits for the child, with a timeout of one "
        "second. What does the notebook do after that second?",
        {
            "it goes on": "",
            "it waits until the child has ended": "That is what join() does without a timeout.",
            "it stops with an error": "A timeout of join is no error: join returns.",
        },
        observed.goes_on,
    ),
    # --- 01 Background
    "background/ways": Question(
        "The till counts twice: in a row, in two threads, in two processes. Which is clearly the shortest, "
        "on a machine with two free CPUs?",
        {
            "two threads": "In one process only one thread at a time runs Python code, so two of them take turns.",
            "two processes": "",
            "all the same": "Threads take turns on one CPU. Each process has its own turn, so two CPUs are used.",
        },
        observed.shortest_part,
        varies=True,
    ),
    "background/waiting": Question(
        "Now the work only waits, 0.4 seconds each time. Which is the slowest?",
        {
            "in a row": "",
            "two threads": "Two threads can wait at the same time: waiting needs no CPU.",
            "two processes": "Two processes wait at the same time. To start them takes a little, but less than 0.4 s.",
        },
        observed.longest_part,
        varies=True,
    ),
    "background/fork": Question(
        "A child made by fork appends an item. How many items will the notebook's list have?",
        {
            1: "",
            2: "Fork copied the list with all the rest. The child's copy has grown, and it ended with the child.",
            0: "Nobody takes anything out of the notebook's list.",
        },
    ),
    "background/city": Question(
        "The notebook has changed the module's variable city. What does a child made by spawn find there?",
        {
            "what the notebook has set": "That is what fork copies. A spawned child imports the module from its file.",
            "what is in the file": "",
            "nothing: an error": "The child imports the module, and the module has a variable city.",
        },
        observed.of_the_file,
    ),
    "background/race": Question(
        "Two threads add 1 to the same number, 100 times each. What will the number be?",
        {
            200: "Both read the same number and both write the next one, so one of two additions is lost each time.",
            199: "It is not one unlucky moment: the barrier makes both read the same number every time.",
            100: "",
        },
    ),
    "background/processes": Question(
        "And two processes, with a number in shared memory, still without a lock?",
        {
            200: "A Value is shared, and what is shared can be read by both before either writes.",
            100: "",
            0: "An ordinary number would have stayed at 0, as the children change copies. A Value is shared.",
        },
    ),
    # --- 02 Process
    "process/two": Question(
        "Four downloads of half a second each. How long does it take to start all four and to join all four?",
        {
            "about half a second": "They did not overlap: this machine was too busy to start the next one in time.",
            "about two seconds": "All four are started before anybody waits, so their half seconds overlap.",
            "no time": "start() does not wait, but join() does.",
        },
        observed.half_a_second,
        varies=True,
    ),
    "process/join": Question(
        "The download takes a minute. What does join(0.2) return?",
        {
            "None": "",
            "False": "It would be handy. But join returns the same, whether the time was up or not.",
            "an exit code": "There is none yet, as the child still runs. And join doesn't return it later either.",
            "it raises a TimeoutError": "Other calls do that, such as get of a queue. join returns quietly.",
        },
    ),
    "process/results": Question(
        "Each child stores 'KEL' in self.res. What does the parent find there?",
        {
            "['KEL', 'KEL', 'KEL']": "Each child stored it in its own copy of the object. The parent's objects never "
            "changed.",
            "['', '', '']": "",
            "an AttributeError": "The class itself has res = '', so there is always something to be found.",
        },
    ),
    "process/exit-code": Question(
        "A child's function returns 5. What is the child's exit code?",
        {
            5: "That is what sys.exit(5) does. What a function returns stays in the child.",
            0: "",
            1: "1 is for an exception. Here all went well.",
            None: "None means that it has not ended yet.",
        },
    ),
    "process/daemon": Question(
        "A program reaches its last line, and its daemon child is still working. What becomes of the child?",
        {
            "the program waits for it": "It waits for children that are not daemons. A daemon mustn't keep it alive.",
            "it is ended": "",
            "it goes on alone": "That happens only if the program can't clean up, as when it is killed.",
        },
    ),
    "process/parent": Question(
        "A child is made by the fork server. Whose pid does os.getppid() return in that child?",
        {
            "the notebook's": "The notebook asked for the child. But the copy was made by the fork server.",
            "the fork server's": "",
            "its own": "That is os.getpid(), with one p.",
        },
        observed.maker,
    ),
    "process/guard": Question(
        "The program has no guard, and starts one child by spawn. How many times is 'the program begins' printed?",
        {
            1: "The child imports the file to find its function. Without a guard, importing it runs all of it.",
            2: "",
            3: "Two processes run the file: the program and its one child. The child fails to start one of its own.",
        },
    ),
    # --- 03 Queue
    "queue/copy": Question(
        "A list with tea is put while the feeder thread is busy; then cake is added to it. What arrives?",
        {
            "tea": "put only keeps the object itself; the feeder thread pickles it when its turn comes.",
            "tea and cake": "",
        },
    ),
    "queue/sentinels": Question(
        "Two cooks take orders from one queue. Each goes home when it gets None. How many None does it take?",
        {
            1: "The first cook takes it, and the second one waits for ever: an item goes to one of them only.",
            2: "",
            0: "A queue doesn't know that no more will come. Somebody has to say so.",
        },
    ),
    "queue/join": Question(
        "A child puts a million bytes, and its function is over. The parent joins before it gets. What happens?",
        {
            "the child ends, and the bytes wait in the queue": "Not so many fit into the pipe. Before it ends, the "
            "child has to write everything, and nobody reads.",
            "both wait": "",
            "the bytes are lost": "The child does not let that happen: it waits until everything is written.",
        },
    ),
    "queue/lock": Question(
        "10,000 items, four producers, three consumers, and no lock of ours. How many are lost or doubled?",
        {
            "none": "",
            "some": "The queue brings its own locks: one for getting, one for putting.",
        },
    ),
    "queue/left": Question(
        "The child leaves at once after put, and its object is lost. What is its exit code?",
        {
            0: "",
            1: "No exception was raised in the child: put had returned, and what is lost later nobody notices.",
            -9: "Nobody killed it: it left by itself.",
        },
    ),
    # --- 04 Pipe
    "pipe/arrows": Question(
        "Three questions go to the child, each is answered, and in the end None goes to the child. How many arrows?",
        {
            3: "Each question has an answer, and an answer is a message, too.",
            6: "Questions and answers make six. The None that says 'no more' travels, too.",
            7: "",
        },
    ),
    "pipe/global": Question(
        "The child's function sends on a global variable that is made below the guard. Under spawn, does it work?",
        {
            "yes": "That is what fork does: it copies the parent's variables. Spawn imports the file, and below the "
            "guard nothing is run then.",
            "no: each child ends with a NameError": "",
            "no: start() raises an error": "What the child needs to start is there. It misses the variable later.",
        },
    ),
    "pipe/join": Question(
        "One child sends three letters, the other three million. Which of them will have ended after two seconds?",
        {
            "both": "Three million letters do not fit into the pipe. send waits for somebody who reads.",
            "only the short one": "",
            "neither": "Three letters fit into the pipe, so send returns at once, though nobody has read them.",
        },
    ),
    "pipe/end": Question(
        "The child has ended, and our own copy of writer is still open. Is the end of the pipe seen?",
        {
            "yes": "The end comes when every copy is closed. We could still send something ourselves.",
            "no": "",
        },
    ),
    "pipe/half": Question(
        "The sender was killed in the middle of a message, and poll() says True. What will recv() do?",
        {
            "return half of the text": "recv gives whole objects only, and half of a pickle is no object.",
            "raise an error": "It would, if every copy of writer were closed. Ours is open, so more could come.",
            "wait for ever": "This system hands over whole messages only, so there is no half of one to wait with.",
        },
    ),
    "pipe/mixed": Question(
        "Three children send 100 messages of 50,000 bytes each into the same end, without a lock. What arrives?",
        {
            "300 whole messages": "A long message goes in pieces, and the pieces of three writers mix.",
            "some are damaged": "",
            "nothing: an error in the children": "The children notice nothing. The receiver can't make sense of it.",
        },
    ),
    # --- 05 Pool
    "pool/processes": Question(
        "Pool(5) is given two names, twice. How many workers are started?",
        {
            2: "One for each name? A call is a task. The workers are there before the first task.",
            4: "Four calls are four tasks, which go to workers that are there already.",
            5: "",
        },
    ),
    "pool/timeout": Question(
        "get(timeout=0.3) gives up. Is the task, which takes a second, stopped?",
        {
            "yes": "Only the waiting was stopped. A pool can't cancel a task that has begun.",
            "no": "",
        },
    ),
    "pool/loop": Question(
        "Four tasks; each result is fetched at once, in the same line. With four workers, how do the tasks run?",
        {
            "side by side": "The next task is handed over only when get has returned, so one worker works at a time.",
            "one after another": "",
        },
    ),
    "pool/order": Question(
        "Naps of 1.2, 0.1 and 0.6 seconds, begun at the same time. In which order does imap give the results?",
        {
            "1.2, 0.1, 0.6": "",
            "0.1, 0.6, 1.2": "That is the order in which they are done. imap keeps the order of the list.",
            "any order": "The workers may end in any order. But imap keeps the order of the list.",
        },
    ),
    "pool/chunks": Question(
        "Four long items, then four short ones, for two workers. Which chunks are faster: of 4 items, or of 1?",
        {
            4: "One worker gets all the long items in one chunk, and the other has nothing left to do.",
            1: "",
        },
    ),
    "pool/killed": Question(
        "A worker of a Pool is killed in the middle of a task. What becomes of the task?",
        {
            "a new worker does it again": "There is a new worker. But nobody has kept a note of what the old one had.",
            "its get raises an error at once": "That would be good. But the pool notices the worker, not the task.",
            "it is lost, and get waits": "",
        },
    ),
    "pool/initializer": Question(
        "Two workers, four greetings. How many times is the table loaded?",
        {
            1: "Workers share no memory, so each of them needs a table of its own.",
            2: "",
            4: "Once per greeting would be a waste. The initializer runs before a worker's first task only.",
        },
    ),
    # --- 06 Summary
    "summary/messages": Question(
        "The children write their counts into an Array. How many messages will the picture show?",
        {
            0: "",
            2: "A child does not tell anybody that it is done. Its end does.",
            6: "A result is written into memory that both sides see. Nothing has to travel.",
        },
    ),
    "summary/pipes": Question(
        "The parent reads the first child's pipe to its end, then the second's. When do the second's numbers arrive?",
        {
            "as soon as it is sent": "It is in the pipe by then. But recv on the other pipe does not look there.",
            "when the first pipe is read": "",
        },
    ),
    "summary/error": Question(
        "A text is None, so None.split() fails in a pool's worker. What does the parent get from map?",
        {
            "a list with None in it": "map has no result for that text, and puts nothing in its place.",
            "AttributeError": "",
            "exit code 1": "That is what a bare Process leaves. A pool's worker catches the error and sends it back.",
        },
    ),
    "summary/get": Question(
        "Two workers, four naps, and get() right behind each apply_async(). Do naps overlap?",
        {
            "yes": "get() waits for its nap, and only then is the next one handed over. One worker is always idle.",
            "no": "",
        },
    ),
    "summary/fastest": Question(
        "Which is the fastest for six results?",
        {
            "no child": "",
            "Array": "Nothing is faster than shared memory, once the children run. But they have to be started.",
            "Queue": "To send is cheap. But first the children have to be started.",
            "Pool.starmap": "A pool starts its workers too, and that takes much longer than to count six words.",
        },
    ),
    # --- 07 Failures
    "failures/lambda": Question(
        "A pool is to call a lambda, and a function that was made inside another function. Which of them works?",
        {
            "both": "It would be so if a child were made for the task, as a copy of the notebook. A pool's worker "
            "exists before the task, so the function has to travel.",
            "one of them": "What travels is a name, by which the worker looks the function up in a module. Neither of "
            "the two has such a name.",
            "neither of them": "",
        },
    ),
    "failures/locks": Question(
        "Each payment needs both locks, and both begin at the same moment. How many of the two payments get through?",
        {
            2: "They would, one after the other, if both took the same lock first.",
            1: "Whoever has both locks would finish and release them. But each has one, and waits for the other.",
            0: "",
        },
    ),
    "failures/executor": Question(
        "The worker of a ProcessPoolExecutor dies at 13. What do you get for 12, 13 and 14?",
        {
            "[12, 14]": "A list with a gap would hide the loss. The executor gives up all that is not done.",
            "an error": "",
            "nothing: it hangs, too": "That was the Pool. The executor watches its workers, and knows their tasks.",
        },
    ),
    "failures/silent": Question(
        "The tasks are handed over by apply_async, then close() and join(). What does the notebook learn of the "
        "division by zero?",
        {
            "a ZeroDivisionError": "It has come back from the worker. But get() raises it, and nobody calls that.",
            "an exit code other than 0": "A pool's worker catches the error, and goes on with its next task.",
            "no error": "",
        },
    ),
    "failures/orphan": Question(
        "The child is killed in the middle of the grandchild's work. What becomes of the grandchild?",
        {
            "it ends with its parent": "A process does not end with its parent. Nobody tells it anything.",
            "it works to its end": "",
            "the notebook ends it": "The notebook knows its own child only. It has not started the grandchild.",
        },
    ),
    "failures/dice": Question(
        "Three children roll the module's dice three times each. How many different rows of numbers will you see?",
        {
            3: "Three times the same seed makes three times the same dice: as a copy (fork), or made anew (spawn).",
            2: "If two are the same, why should the third differ? All three dice come from one seed.",
            1: "",
        },
    ),
    "failures/stale": Question(
        "The file says 12 now; the notebook imported it when it said 9. Which of the children say 12?",
        {
            "none": "A child that imports the module reads the file as it is now.",
            "all but the forked one": "",
            "all": "A forked child imports nothing: it is a copy of the notebook, with the old function in it.",
        },
    ),
    # --- 08 Start methods
    "methods/slowest": Question(
        "A child that does nothing, from start() to the end of join(). Which method is by far the slowest?",
        {
            "fork": "A page of memory is copied only when somebody writes to it. Until then there is one for both.",
            "spawn": "",
            "forkserver": "The server is started once. After that it has a Python running when a child is asked for.",
        },
    ),
    "methods/lock": Question(
        "The notebook holds the module's lock while it starts a child by fork. In which state does the child find it?",
        {
            "locked": "",
            "free": "A copy is like the original, and that one was locked. The child has nobody who could release it.",
        },
    ),
    "methods/colour": Question(
        "The notebook has set the module's colour to green; the file says white. What does a spawned child find?",
        {
            "green": "The change was made in the notebook's memory. A spawned child imports the module from its file.",
            "white": "",
        },
    ),
    "methods/environment": Question(
        "The environment variable was set a moment ago. The fork server has been running since the first cells. "
        "Whose children know it?",
        {
            "fork": "A spawned child is a new program, and those get the environment of whoever starts them.",
            "fork and spawn": "",
            "fork and spawn and forkserver": "The fork server got its environment when it started, and copies itself.",
        },
    ),
    "methods/twice": Question(
        "The notebook writes a line, a forked child writes a line, too. "
        "How many times is the notebook's line in the file?",
        {
            1: "It waited in a buffer, and fork copied the buffer. Both copies are written in the end.",
            2: "",
        },
    ),
    "methods/left": Question(
        "A program has started one child by forkserver, and joined it. Which processes of the program are still there?",
        {
            "nothing": "A process for the child alone would be gone. But the fork server serves the whole program.",
            "fork server": "It is there. So is a helper that removes semaphores if the program is killed.",
            "fork server and resource tracker": "",
        },
    ),
    # --- 09 Sharing
    "sharing/lost": Question(
        "Two tills sell 10 tickets each, without get_lock(), and both always read before one of them writes. "
        "Which number stands there at the end?",
        {
            20: "Both read the same number, and both write the next one: of two additions one is lost.",
            19: "It is not one unlucky moment: the barrier makes both read the same number every time.",
            10: "",
        },
    ),
    "sharing/closed": Question(
        "Parent and child have closed the block. Can it still be attached by its name?",
        {
            "yes": "",
            "no": "That is so on Windows. On Linux and macOS a block stays until somebody unlinks it.",
        },
    ),
    "sharing/tracker": Question(
        "Program B has attached the block of program A, has closed it, and has ended. Is A's block still there?",
        {
            "still there": "B did not unlink it. But B has a resource tracker, which takes every block that B has "
            "attached for B's own.",
            "gone": "",
        },
    ),
    "sharing/nested": Question(
        'stock["fruit"] is ["apple"], in a manager. After stock["fruit"].append("pear"), what is in stock["fruit"]?',
        {
            "apple and pear": "The pear was appended to a copy, which came out of the manager, and did not go back.",
            "apple": "",
        },
    ),
    "sharing/reading": Question(
        "A forked child reads all the floats of its parent's list, and writes nothing. How much of that memory is "
        "copied?",
        {
            "next to nothing": "The program writes nothing, but Python does: each object counts who refers to it.",
            "nearly all of it": "",
        },
    ),
    # --- 10 Futures
    "futures/running": Question(
        "Two workers, twelve orders. A moment later you ask all twelve tickets. How many say that they are running?",
        {
            "two": "It is what one expects. But the executor sends a few orders ahead, and calls them running, too.",
            "more than two": "",
            "twelve": "Twelve are ordered. Those for which there is no room yet on the way to the workers are pending.",
        },
    ),
    "futures/map": Question(
        "executor.map develops four films, and the second one is fogged. What does the loop over its results get?",
        {
            "one result, then the error": "",
            "three results, then the error": "The results come in the order of the list, and the error has its place.",
            "the error at once": "That is what a Pool's map does: it has no iterator, but one list of all results.",
        },
    ),
    "futures/broken": Question(
        "Two workers, four films. The second film breaks its worker; the other worker is fine. "
        "How many tickets get a result?",
        {
            3: "The executor does not know what else is wrong. It gives up, and ends the worker that is fine, too.",
            1: "The first film is not done yet when the machine breaks. The executor ends the worker that has it.",
            0: "",
        },
    ),
    "futures/beats": Question(
        "A coroutine calls develop as an ordinary function, for half a second. "
        "How many beats are there, at twenty a second?",
        {
            "one": "",
            "about ten": "The event loop has one thread. While that is in develop, nothing else gets its turn.",
        },
    ),
    "futures/timeout": Question(
        "asyncio.timeout stops waiting after 0.3 seconds. Is the work in the process stopped?",
        {
            "yes": "The coroutine is stopped. The process knows nothing of it, and develops to the end.",
            "no": "",
        },
    ),
    "futures/kinds": Question(
        "Two processes instead of none: which of the four tasks is slowed down most?",
        {
            "compute": "Two processes compute at the same time, on two CPUs if they are free.",
            "wait": "Two processes wait at the same time, and that takes half as long.",
            "call_c": "The C function computes, and two processes do it at the same time.",
            "last_byte": "",
        },
    ),
    "futures/parcel": Question(
        "pickle packs a function of this notebook for a worker. What is in the parcel?",
        {
            "its code": "pickle never packs code. It packs the name, and who unpacks it looks the name up.",
            "its name": "",
        },
    ),
    # --- 11 Programs
    "programs/name": Question(
        "A spawned child imports the program's file once more. What does that find in its variable __name__?",
        {
            "__main__": "Then the code behind the guard would run in the child, too, and start a child of its own.",
            "__mp_main__": "",
            "my_names": "An import statement would give it that name; the child calls it by a special one instead.",
        },
    ),
    "programs/term": Question(
        "The main process gets a SIGTERM while it waits for its two workers. What becomes of the workers?",
        {
            "they end with it": "Nobody tells them: the signal is for one process, and it has ended at once.",
            "they run on": "",
            "multiprocessing ends them": "It ends daemons if the main process ends in good order. This had no time.",
        },
    ),
    # --- 12 Speed
    "speed/clock": Question(
        "A pool of two workers counts, and the notebook waits for it. What does process_time() say in the notebook?",
        {
            "next to nothing": "",
            "as much as the wall time": "The notebook only waited. CPU time is the time in which it worked.",
            "twice the wall time": "That is what the two workers have used. But they are other processes.",
        },
    ),
    "speed/line": Question(
        "Each line becomes a task of its own, for a pool of two workers. Which is faster, the pool or the loop?",
        {
            "the pool": "Each task and each result travels in a message, and that takes longer than to parse a line.",
            "the loop": "",
        },
    ),
    "speed/profile": Question(
        "parse divides a line, reads the date, and makes a number of the last field. What takes longest?",
        {
            "dividing the line": "split is one call of C code. It is quick.",
            "reading the date": "",
            "making a number": "int is one call of C code. It is quick.",
        },
    ),
    "speed/travel": Question(
        "The notebook reads the lines and sends them to two workers, 5,000 at a time; the workers cut them. "
        "How fast is it?",
        {
            "nearly twice as fast as the loop": "The workers would be quick. But each line and each record is packed, "
            "sent and unpacked, and that takes longer than to cut it.",
            "a little faster than the loop": "To cut a line takes less time than to pack it, send it and unpack it.",
            "slower than the loop": "",
        },
    ),
    "speed/amdahl": Question(
        "A tenth of a program's time is serial. The rest is spread evenly over 64 CPUs. How many times as fast is it?",
        {
            "about 58 times": "Nine tenths of 64? But the serial tenth takes as long as before.",
            "about 32 times": "The serial part costs more than that: it alone takes a tenth of the old time.",
            "about 9 times": "",
        },
    ),
    "speed/order": Question(
        "Two workers, eight files, one of them six times as large. In which order should the files be handed out?",
        {
            "as they are": "The large one comes last. Then one worker reads it, and the other one has nothing to do.",
            "the large one first": "",
            "it makes no difference": "The work is the same. But at its end one worker may stand idle.",
        },
    ),
    "speed/threads": Question(
        "Two workers multiply matrices. In each, NumPy starts as many threads as there are CPUs. "
        "How many threads want a CPU?",
        {
            "as many as CPUs": "Each process counts the CPUs for itself and knows nothing of the other one.",
            "twice as many as CPUs": "",
            "two": "One for each worker would be right. But NumPy's library starts threads of its own.",
        },
    ),
}
"""What ``predict("process/two")`` asks. The first part names the lesson."""
