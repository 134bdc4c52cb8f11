package money

import (
	"cmp"
	"slices"
)

// Share splits a total that is not negative in proportion to the weights, so that the parts add up to the total
// exactly. Each part is first cut down to digits behind the decimal point; what is then
// missing, in units of the last digit, goes to the parts that were cut most, the earlier
// one first where two were cut alike. A rest smaller than such a unit goes to the first part that
// has a weight. Weights must not be negative; if all are zero, all parts are zero and the
// whole total is left over.
func Share(total Amount, weights []Amount, digits int32) (parts []Amount, left Amount) {
	parts = make([]Amount, len(weights))
	sum := Sum(weights...)
	if sum.Sign() <= 0 {
		return parts, total
	}
	unit := FromInt(1).shift(-digits)
	type cut struct {
		index int
		lost  Amount // total × weight − part × sum: compares like the fraction that was cut
	}
	cuts := make([]cut, 0, len(weights))
	left = total
	for i, w := range weights {
		if w.Sign() == 0 {
			continue
		}
		exact := total.Mul(w)
		parts[i] = exact.floorDiv(sum, digits)
		cuts = append(cuts, cut{i, exact.Sub(parts[i].Mul(sum))})
		left = left.Sub(parts[i])
	}
	slices.SortStableFunc(cuts, func(a, b cut) int {
		return cmp.Or(b.lost.Cmp(a.lost), cmp.Compare(a.index, b.index))
	})
	for i := 0; left.Cmp(unit) >= 0 && i < len(cuts); i++ {
		parts[cuts[i].index] = parts[cuts[i].index].Add(unit)
		left = left.Sub(unit)
	}
	first := slices.IndexFunc(weights, func(w Amount) bool { return w.Sign() > 0 })
	parts[first] = parts[first].Add(left)
	return parts, Amount{}
}

func (a Amount) shift(places int32) Amount { return Amount{a.d.Shift(places)} }

// floorDiv returns a ÷ b cut down to digits; neither is negative and b is not zero.
func (a Amount) floorDiv(b Amount, digits int32) Amount {
	quotient, _ := a.d.QuoRem(b.d, digits)
	return Amount{quotient}
}
