package firewall

// Teller is what a rule says that it could not check; the cases of rules are that.
type Teller interface {
	Missing(target, format string, args ...any)
	Later(target, format string, args ...any)
}

// Notes tell the doubts of one rule, each once.
type Notes struct {
	to   Teller
	said map[note]bool
}

type note struct{ target, reason string }

// NewNotes makes the notes of one rule.
func NewNotes(to Teller) *Notes { return &Notes{to: to, said: map[note]bool{}} }

// Tell says about a target what an answer depends on. A doubt about a whole input is about
// no target.
func (n *Notes) Tell(target string, a Answer) {
	if a.Outcome != Unsure {
		return
	}
	if a.Whole {
		target = ""
	}
	key := note{target, a.Reason}
	if n.said[key] {
		return
	}
	n.said[key] = true
	if a.Later {
		n.to.Later(target, "%s", a.Reason)
	} else {
		n.to.Missing(target, "%s", a.Reason)
	}
}
