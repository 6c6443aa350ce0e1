"""What messages of each package say in Russian.

Each module is named after a package and has one table, ``PHRASES``: English text to
Russian text, each value's place marked ``{}``, braces of the text itself doubled. The
Russian text has as many places; where their order changes they are numbered, ``{0}``
and ``{1}``. A place may say how its value is told:

* ``{}``: as it is, or translated if it is a text of ours;
* ``{:день|дня|дней}``: a whole number with the noun in the form that it takes;
* ``{:или}``: several values, their "or" and "and" translated;
* ``{:duration}``: a short duration, such as ``4 h 30 min``;
* ``{:state}``, ``{:action}``, ``{:Role}``: the code of a state, an action, a member of
  the enum named, or several with commas, by its label.

What is wanted of an argument follows "нужно:", so it is in the nominative, or an
adverb. Reasons, findings and refusals are clauses, lower-case, without a full stop. A
template of an error has the names of its values in both languages.
"""
