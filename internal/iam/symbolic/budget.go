package symbolic

import "fmt"

// Budget bounds the work of a split. It counts steps, not time, so that the same input
// gives the same answer on every machine. Zero means the default.
type Budget struct {
	// States bounds the states of one automaton.
	States int
	// Steps bounds the positions visited while one automaton is built.
	Steps int

	pool *int
}

// Shared returns a budget like b for several automata, which together may not visit more
// positions than given; zero means the default.
func (b Budget) Shared(steps int) Budget {
	left := orDefault(steps, DefaultShared)
	b.pool = &left
	return b
}

// Charge takes steps for work that grows with a product of sizes before it is begun.
func (b Budget) Charge(steps int) error {
	if steps > b.steps() || b.spent(steps) {
		return &BudgetError{}
	}
	return nil
}

// spent reports whether nothing is left after some more steps.
func (b Budget) spent(steps int) bool {
	if b.pool == nil {
		return false
	}
	*b.pool -= steps
	return *b.pool < 0
}

// The default budget of one automaton.
const (
	DefaultStates = 200_000
	DefaultSteps  = 10_000_000
	// DefaultShared is that of all automata of a shared budget together.
	DefaultShared = 40_000_000
)

func (b Budget) states() int { return orDefault(b.States, DefaultStates) }
func (b Budget) steps() int  { return orDefault(b.Steps, DefaultSteps) }

func orDefault(n, otherwise int) int {
	if n > 0 {
		return n
	}
	return otherwise
}

// BudgetError says that a split was given up.
type BudgetError struct {
	// States is how many states there were by then, zero if it is not about an automaton.
	States int
}

// Error says what happened.
func (e *BudgetError) Error() string {
	if e.States == 0 {
		return "telling the values apart takes too many comparisons"
	}
	return fmt.Sprintf("telling the patterns apart takes too many steps; it was given up at %d states of an automaton", e.States)
}
