package rule

import "slices"

// Severity says what a broken rule means for the plan.
type Severity uint8

// The zero Severity means "the severity of the rule".
const (
	// Error is a design that AWS refuses or through which no traffic can flow.
	Error Severity = iota + 1
	// Warning is a design that works but is insecure, fragile or costly.
	Warning
	// Info is something the reader of a correct design should know.
	Info
	// Off takes a rule out of scope: it is neither judged nor listed as not checked.
	Off
)

// Severities lists the words a caller may use, worst first.
func Severities() []string { return []string{"error", "warning", "info", "off"} }

// String is the word used in configurations and outputs.
func (s Severity) String() string {
	if s < Error || s > Off {
		return ""
	}
	return Severities()[s-1]
}

// ParseSeverity reads a word of [Severities].
func ParseSeverity(word string) (Severity, bool) {
	i := slices.Index(Severities(), word)
	return Severity(i + 1), i >= 0 //nolint:gosec // i+1 lies between 0 and 4
}
