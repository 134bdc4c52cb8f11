package compose

import (
	"fmt"
	"strings"
)

// Fault is one thing wrong with the input.
type Fault struct {
	// Field is the part of the input at fault, Index the place in its list, -1 if it is the
	// whole of it.
	Field Field
	Index int
	// Text says what was found, what is allowed and what to do.
	Text string
}

// Error names the place and says what is wrong there.
func (f Fault) Error() string {
	if f.Index < 0 {
		return fmt.Sprintf("%s: %s", f.Field, f.Text)
	}
	return fmt.Sprintf("%s[%d]: %s", f.Field, f.Index, f.Text)
}

// Faults are everything wrong with the input.
type Faults []Fault

// Error lists them, one in each line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].Error()
	}
	return strings.Join(lines, "\n")
}

func (f *Faults) add(field Field, index int, format string, args ...any) {
	*f = append(*f, Fault{field, index, fmt.Sprintf(format, args...)})
}

// whole is the index of a fault that is about all of a field.
const whole = -1

// longestQuote bounds what is quoted of the input.
const longestQuote = 120

func quote(text string) string {
	if len(text) > longestQuote {
		return fmt.Sprintf("%q…", strings.ToValidUTF8(text[:longestQuote], ""))
	}
	return fmt.Sprintf("%q", text)
}
