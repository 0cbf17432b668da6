"""The block ``with watch() as recording:``, which joins what records and what shows; runs in the kernel only.

* `block`      puts the parts together when it is entered, and takes them apart when it is left;
* `recording`  what it gives: the data, and what can be done with it.

Data flow: `block` lets a thread read `helpers.record` ten times a second, and hands what is new to `helpers.show`.
"""
