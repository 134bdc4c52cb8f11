package match

import (
	"strconv"
	"strings"
	"time"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// dateOperand is a value of a date operator.
type dateOperand struct {
	base      ast.Base
	instant   Number
	ok        bool
	semantics Semantics
}

func newDate(base ast.Base, text string, semantics Semantics) operand {
	instant, ok := ParseDate(text, semantics)
	return dateOperand{base, instant, ok, semantics}
}

func (o dateOperand) compare(value string, _ Context) verdict {
	instant, ok := ParseDate(value, o.semantics)
	if !o.ok || !ok {
		return malformed
	}
	return verdictOf(inOrder(o.base, instant.Cmp(o.instant)))
}

// ParseDate reads an instant as the seconds since 1970, exactly: a date and time of the W3C
// profile of ISO 8601 (2027, 2027-01, 2027-01-31, 2027-01-31T10:15Z, 2027-01-31T10:15:30.5+01:00)
// or a number of seconds. False if the text is neither.
func ParseDate(text string, semantics Semantics) (Number, bool) {
	fourDigits := len(text) == len("2006") && onlyDigits(text)
	if !fourDigits || semantics.FourDigitsAreSeconds {
		if seconds, ok := ParseNumber(text); ok {
			return seconds, true
		}
	}
	text, fraction, ok := cutFraction(text)
	if !ok {
		return Number{}, false
	}
	layout := layoutOf(len(text))
	t, err := time.Parse(layout, text)
	if err != nil || fraction != "" && !strings.Contains(layout, "05") {
		return Number{}, false
	}
	return addFraction(t.Unix(), fraction)
}

// layoutOf returns the form of a date of so many bytes, without a fraction. No two forms
// have the same length, and package time is lenient about single digits, so the length
// decides.
func layoutOf(length int) string {
	switch length {
	case len("2006"), len("2006-01"), len("2006-01-02"):
		return "2006-01-02"[:length]
	case len("2006-01-02T15:04Z"), len("2006-01-02T15:04+01:00"):
		return "2006-01-02T15:04Z07:00"
	}
	return "2006-01-02T15:04:05Z07:00"
}

// cutFraction takes the fraction of a second out of a date. Package time would cut it off
// after nine digits.
func cutFraction(text string) (rest, fraction string, ok bool) {
	before, after, found := strings.Cut(text, ".")
	if !found {
		return text, "", !strings.Contains(text, ",")
	}
	end := strings.IndexAny(after, "Z+-")
	if end < 0 || !onlyDigits(after[:end]) {
		return "", "", false
	}
	return before + after[end:], after[:end], true
}

// addFraction returns seconds + 0.fraction. Before 1970 the fraction counts towards zero.
func addFraction(seconds int64, fraction string) (Number, bool) {
	if seconds >= 0 || strings.Trim(fraction, "0") == "" {
		return ParseNumber(strconv.FormatInt(seconds, 10) + point(fraction))
	}
	// −5 + 0.25 is −(4 + 0.75), and 1 − 0.25 is the nines' complement of its digits plus one
	// in the last place.
	digits := []byte(strings.TrimRight(fraction, "0"))
	for i := range digits {
		digits[i] = '0' + '9' - digits[i]
	}
	digits[len(digits)-1]++
	return ParseNumber("-" + strconv.FormatInt(-seconds-1, 10) + point(string(digits)))
}

func point(fraction string) string {
	if fraction == "" {
		return ""
	}
	return "." + fraction
}
