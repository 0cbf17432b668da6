"""What people see of a recording: text, frames for the browser, files. Nothing here changes what was recorded.

Data flow, one way::

    snapshot --> text, stuck --> sentences
       |
       +--> courier --wire--> frame --> widget (the notebook's page)
                                |
                                +-----> page --> saving (files)
                                |
                                +-----> replay --> export (pages made from a notebook)

* `text`     tree, transcript, messages as text;
* `stuck`    who waits for what, in a sentence;
* `courier`  chooses what of the traffic travels to the browser;
* `wire`     what travels there: which field of a row is where;
* `frame`    the frames that travel there;
* `script`   the picture's ES modules, joined into one (``picture/`` has them);
* `widget`   the live picture in a notebook;
* `inline`   code and frames for between the tags of a script;
* `page`     the same picture as a file that needs no notebook;
* `saving`   a recording as a file;
* `replay`   recordings in pages that are made from a notebook;
* `export`   a notebook as such a page;
* `terminal` the tree in a terminal, while a program runs; `lines` where there is none.
"""
