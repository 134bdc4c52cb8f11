package firewall

// Outcome is what a set of rules does with traffic.
type Outcome uint8

// The outcomes.
const (
	// Unsure means that it depends on something that is not given or not known yet.
	Unsure Outcome = iota
	// Yes means that all of the traffic certainly passes.
	Yes
	// No means that some of it certainly does not.
	No
)

// Answer is an outcome and, if that is [Unsure], what it depends on.
type Answer struct {
	Outcome Outcome
	// Reason says what was not given or is not known yet, without a full stop.
	Reason string
	// Later says that it will be known at apply.
	Later bool
	// Whole says that it is a whole input, not something of one target.
	Whole bool
}

func unsure(later bool, reason string) Answer { return Answer{Reason: reason, Later: later} }

// missing is a doubt about a whole input that is not there or not known yet.
func missing(later bool, name string) Answer {
	if later {
		return Answer{Reason: name + " is not known yet", Later: true, Whole: true}
	}
	return Answer{Reason: name + " is not given", Whole: true}
}

// MissingInput is the doubt about a whole input that is not given, or not known yet.
func MissingInput(name string, v interface{ IsUnknown() bool }) Answer {
	return missing(v.IsUnknown(), name)
}

// All is the answer for traffic that needs each of several ways.
func All(answers ...Answer) Answer { return fold(No, Yes, answers) }

// Some is the answer for traffic that needs one of several ways. There is none without any.
func Some(answers ...Answer) Answer { return fold(Yes, No, answers) }

// fold looks for an outcome that decides, then for a doubt; without either it is the rest.
func fold(decides, rest Outcome, answers []Answer) Answer {
	var doubts []Answer
	for _, a := range answers {
		switch a.Outcome {
		case decides:
			return a
		case Unsure:
			doubts = append(doubts, a)
		case Yes, No:
		}
	}
	if len(doubts) > 0 {
		return telling(doubts)
	}
	return Answer{Outcome: rest}
}

// telling is the doubt to tell: one that apply lifts first, because that may settle the
// matter; if it does not, the others are told then.
func telling(doubts []Answer) Answer {
	for _, d := range doubts {
		if d.Later {
			return d
		}
	}
	return doubts[0]
}
