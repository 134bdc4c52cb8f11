package match

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// numericOperand is a value of a numeric operator.
type numericOperand struct {
	base   ast.Base
	number Number
	ok     bool
}

func newNumeric(base ast.Base, text string) operand {
	n, ok := ParseNumber(text)
	return numericOperand{base, n, ok}
}

func (o numericOperand) compare(value string, _ Context) verdict {
	n, ok := ParseNumber(value)
	if !o.ok || !ok {
		return malformed
	}
	return verdictOf(inOrder(o.base, n.Cmp(o.number)))
}

// inOrder reports whether an operator holds for a value that is smaller than the one of the
// condition (-1), equal (0) or greater (1). Negated operators are asked as their positive
// twins.
func inOrder(base ast.Base, order int) bool {
	is := func(bases ...ast.Base) bool { return slices.Contains(bases, base) }
	less, greater := is(ast.NumericLessThan, ast.DateLessThan), is(ast.NumericGreaterThan, ast.DateGreaterThan)
	switch {
	case order < 0:
		return less || is(ast.NumericLessThanEquals, ast.DateLessThanEquals)
	case order > 0:
		return greater || is(ast.NumericGreaterThanEquals, ast.DateGreaterThanEquals)
	}
	return !less && !greater
}

// Number is a decimal number, exact whatever its size. The zero Number is zero.
type Number struct {
	// The number is 0.DIGITS × 10^point. Digits neither begin nor end with 0; zero has none.
	digits   string
	point    int64
	negative bool
}

// mostDigits bounds the text of a number, far beyond any that means something.
const mostDigits = 1000

// ParseNumber reads a decimal number such as 10, -0.5 or 1e3; false if the text is none.
func ParseNumber(text string) (Number, bool) {
	if len(text) > mostDigits {
		return Number{}, false
	}
	var n Number
	if text, n.negative = strings.CutPrefix(text, "-"); !n.negative {
		text = strings.TrimPrefix(text, "+")
	}
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		exponent, err := strconv.ParseInt(text[i+1:], 10, 32)
		if err != nil {
			return Number{}, false
		}
		n.point, text = exponent, text[:i]
	}
	whole, fraction, point := strings.Cut(text, ".")
	if !onlyDigits(whole) || point && !onlyDigits(fraction) {
		return Number{}, false
	}
	n.point += int64(len(whole))
	n.digits = strings.TrimLeft(whole+fraction, "0")
	n.point -= int64(len(whole+fraction) - len(n.digits))
	n.digits = strings.TrimRight(n.digits, "0")
	if n.digits == "" {
		return Number{}, true
	}
	return n, true
}

func onlyDigits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// Cmp is negative if n < m, zero if they are equal, positive if n > m.
func (n Number) Cmp(m Number) int {
	if n.sign() != m.sign() {
		return cmp.Compare(n.sign(), m.sign())
	}
	if n.negative {
		n, m = m, n
	}
	return cmp.Or(cmp.Compare(n.point, m.point), cmp.Compare(n.digits, m.digits))
}

func (n Number) sign() int {
	switch {
	case n.digits == "":
		return 0
	case n.negative:
		return -1
	}
	return 1
}

// Rat returns the number as a fraction; false if it has too many digits to be written out.
func (n Number) Rat() (*big.Rat, bool) {
	if n.point > mostDigits || n.point < -mostDigits {
		return nil, false
	}
	return new(big.Rat).SetString(n.String())
}

// String writes the number with an exponent where it has many zeros.
func (n Number) String() string {
	if n.digits == "" {
		return "0"
	}
	sign := ""
	if n.negative {
		sign = "-"
	}
	size := int64(len(n.digits))
	switch {
	case n.point > 2*mostDigits || n.point < -mostDigits:
		return sign + n.digits + "e" + strconv.FormatInt(n.point-size, 10)
	case n.point >= size:
		return sign + n.digits + strings.Repeat("0", int(n.point-size))
	case n.point > 0:
		return sign + n.digits[:n.point] + "." + n.digits[n.point:]
	}
	return sign + "0." + strings.Repeat("0", int(-n.point)) + n.digits
}
