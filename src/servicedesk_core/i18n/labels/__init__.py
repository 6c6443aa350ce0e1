"""What people call the words of each package, in English and Russian.

Each module is named after a package and has one table, ``LABELS``, of pairs of texts,
the English one first. Its keys are

* ``"SlaState.MET"``: the class of an enum and the name of a member;
* ``"due_at"``: a code that stands for itself, such as the name of a fact or a column;
  one that several tables have has the same texts in each;
* ``"state.on_hold"``, ``"action.hold"``, ``"event.PutOnHold"``: of lifecycles and
  tickets;
* ``"heading.start"``: a heading whose code means something else elsewhere;
* ``"phrase.day_off"``: a sentence with places for values.

Labels are lower-case words that fit in the middle of a sentence, except names.
"""
