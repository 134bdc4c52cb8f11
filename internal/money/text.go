package money

import "strings"

// symbols are the signs put before a sum of a currency that has one.
func symbol(currency string) string {
	switch currency {
	case "USD":
		return "$"
	case "CNY":
		return "CN¥"
	case "":
		return ""
	default:
		return currency + " "
	}
}

// Cents writes a line of a bill for reading: two digits behind the decimal point, thousands
// in groups, the sign of the currency before it, such as $1,234.50. Half a cent is rounded
// up (away from zero), line by line as AWS bills; so lines added up by hand may differ
// from a total by a few cents, and only [Amount.String] is exact.
func (a Amount) Cents(currency string) string {
	text := a.d.Round(2).StringFixed(2)
	sign := ""
	if digits, negative := strings.CutPrefix(text, "-"); negative {
		sign, text = "-", digits
	}
	whole, cents, _ := strings.Cut(text, ".")
	return sign + symbol(currency) + grouped(whole) + "." + cents
}

// grouped puts a comma between groups of three digits.
func grouped(digits string) string {
	var b strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return b.String()
}
