package prove

import (
	"errors"
	"math/big"
	"net/netip"
	"strconv"
	"time"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// scale is what the values of a key are when they are read as numbers, dates or addresses:
// a few values that stand for all, the last of which may be a text that is none.
type scale struct {
	family ast.Family
	values []string
	tests  []match.Test
}

// malformed is a text that is no number, no date and no address.
const malformed = "example"

// domain is what the values of one key are split into.
type domain struct {
	space *space // nil if the values are not compared as texts
	// scales are the other ways in which the values are read.
	scales []scale
	// atoms are combinations of an atom of the space, or 0, and a value of each scale.
	atoms []combination
}

type combination struct {
	text   int
	values []int
}

var errHugeNumber = errors.New("a number in the policy has more than a thousand digits")

// build makes the atoms. Where values are read in several ways, all combinations are taken
// that some value may have; that not all are possible is left to the witness.
func (d *domain) build() {
	texts := 1
	if d.space != nil {
		texts = d.space.texts.Len()
	}
	if len(d.scales) == 0 {
		d.atoms = make([]combination, texts)
		for t := range d.atoms {
			d.atoms[t].text = t
		}
		return
	}
	for t := range texts {
		known := d.known(t)
		d.combine(combination{text: t}, known)
	}
}

// fewWords is how many texts of an atom are looked at one by one.
const fewWords = 8

// known returns all texts of an atom if they are few.
func (d *domain) known(text int) []string {
	if d.space == nil {
		return nil
	}
	if words := d.space.texts.Words(text, fewWords+1); len(words) <= fewWords {
		return words
	}
	return nil
}

func (d *domain) combine(c combination, known []string) {
	if len(c.values) == len(d.scales) {
		d.atoms = append(d.atoms, combination{c.text, append([]int(nil), c.values...)})
		return
	}
	s := d.scales[len(c.values)]
	for v := range s.values {
		left := known
		if known != nil {
			left = nil
			for _, word := range known {
				if s.same(word, s.values[v]) {
					left = append(left, word)
				}
			}
			if left == nil {
				continue
			}
		}
		d.combine(combination{c.text, append(c.values, v)}, left)
	}
}

// same reports whether no test that reads values in the way of the scale tells two apart.
func (s scale) same(a, b string) bool {
	for i := range s.tests {
		if holdsFor(&s.tests[i], a) != holdsFor(&s.tests[i], b) {
			return false
		}
	}
	return true
}

// holdsFor evaluates a test about the key valueKey for one value.
func holdsFor(t *match.Test, value string) bool {
	return t.Holds(match.NewContext(map[string][]string{valueKey: {value}}))
}

// valueKey is the key of tests that are evaluated for single values.
const valueKey = "value"

// numbers is the order of numbers, and of dates counted in seconds.
func numbers(failed *error) symbolic.Order[match.Number] {
	move := func(a match.Number, by int64) (match.Number, bool) {
		r, ok := a.Rat()
		if !ok {
			*failed = errHugeNumber
			return a, false
		}
		return numberOf(r.Add(r, big.NewRat(by, 1)))
	}
	return symbolic.Order[match.Number]{
		Compare: match.Number.Cmp,
		Before:  func(a match.Number) (match.Number, bool) { return move(a, -1) },
		After:   func(a match.Number) (match.Number, bool) { return move(a, 1) },
		Between: func(a, b match.Number) (match.Number, bool) {
			x, ok := a.Rat()
			y, ok2 := b.Rat()
			if !ok || !ok2 {
				*failed = errHugeNumber
				return a, false
			}
			whole := new(big.Rat).SetInt(new(big.Int).Div(x.Num(), x.Denom()))
			if whole.Add(whole, big.NewRat(1, 1)).Cmp(y) < 0 {
				return numberOf(whole)
			}
			return numberOf(x.Quo(x.Add(x, y), big.NewRat(2, 1)))
		},
		Any: func() match.Number { n, _ := match.ParseNumber("1"); return n },
	}
}

func numberOf(r *big.Rat) (match.Number, bool) {
	digits, _ := r.FloatPrec()
	return match.ParseNumber(r.FloatString(digits))
}

// dateText writes an instant as a date, or as seconds where no calendar reaches.
func dateText(n match.Number) string {
	seconds, err := strconv.ParseInt(n.String(), 10, 64)
	const first, last = -62135596800, 253402300799 // the years 1 to 9999
	if err != nil || seconds < first || seconds > last {
		return n.String()
	}
	return time.Unix(seconds, 0).UTC().Format("2006-01-02T15:04:05Z")
}

func numberScale(points []match.Number, restricted bool) (scale, error) {
	var failed error
	line := symbolic.SplitLine(numbers(&failed), points)
	s := scale{family: ast.NumericFamily}
	for a := range line.Len() {
		s.values = append(s.values, line.Value(a).String())
	}
	return s.withMalformed(restricted), failed
}

func dateScale(points []match.Number, restricted bool) (scale, error) {
	var failed error
	line := symbolic.SplitLine(numbers(&failed), points)
	s := scale{family: ast.DateFamily}
	for a := range line.Len() {
		s.values = append(s.values, dateText(line.Value(a)))
	}
	return s.withMalformed(restricted), failed
}

func addressScale(lists [][]netip.Prefix, restricted bool) scale {
	split := symbolic.SplitAddresses(lists)
	s := scale{family: ast.IPFamily}
	for a := range split.Len() {
		s.values = append(s.values, split.Address(a).String())
	}
	return s.withMalformed(restricted)
}

func (s scale) withMalformed(restricted bool) scale {
	if !restricted {
		s.values = append(s.values, malformed)
	}
	return s
}
