"""How Sphinx makes the site; `make.py` gathers what it reads."""

import sys
from pathlib import Path

for folder in Path(__file__).resolve().parents:  # the gathered source stands in the project, or in a test's folder
    if (folder / "helpers").is_dir():
        sys.path.insert(0, str(folder))

project = "Multiprocessing made visible"
author = "its contributors"
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = project
html_static_path = ["_static"]
html_css_files = ["replay.css", "site.css"]
html_js_files = [("replay.js", {"defer": "defer"}), ("site.js", {"defer": "defer"})]
html_show_sourcelink = False
html_show_copyright = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": True, "sidebar_hide_name": False}
pygments_style = "default"
pygments_dark_style = "github-dark"

nb_execution_mode = "off"  # they have been run
nb_ipywidgets_js = {}  # no page asks for anything outside
nb_merge_streams = True
nb_code_prompt_show = "Show what happens"
nb_code_prompt_hide = "Hide what happens"
myst_enable_extensions = []  # a dollar is a dollar
myst_heading_anchors = 4
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type"]

autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_ivar = True
default_role = "py:obj"
add_module_names = False
