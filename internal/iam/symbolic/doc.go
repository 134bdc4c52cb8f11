// Package symbolic makes finite what a policy says about infinite domains. The patterns,
// ranges and limits that policies hold against one value of a request split all possible
// values into a few classes, inside which no pattern can tell one value from another. Such
// a class is an atom. Every atom comes with a witness, a value that lies in it, so whatever
// holds for the atoms holds for every value, and a fault found in an atom can be shown.
//
//	corp := symbolic.List{symbolic.Glob(pattern.Pattern{pattern.Literal("corp-"), pattern.AnyRun{}})}
//	names, err := symbolic.SplitTexts(symbolic.Universe{}, []symbolic.List{corp}, symbolic.Budget{})
//	names.Len()      // 2: names that begin with corp-, and all others
//	names.In(0)      // the set of atoms the list matches
//	names.Word(0)    // a shortest name of the first atom
//
// Texts are split by automata ([SplitTexts]), numbers and dates by their limits
// ([SplitLine]), addresses by their ranges ([SplitAddresses]).
package symbolic
