package main

import (
	"math/big"
	"net/netip"
	"regexp"
	"strconv"
	"time"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

var (
	// wholeStart and decimalStart are the beginnings of texts that are read as numbers:
	// without a point in the text whole numbers, else decimal ones.
	wholeStart   = regexp.MustCompile(`^[+-]?[0-9]+`)
	decimalStart = regexp.MustCompile(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?`)
	// wholeSeconds is how a number must be spelt to be a date.
	wholeSeconds = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)
	point        = regexp.MustCompile(`\.`)
)

// numeral spells a number so that the evaluator reads it as the simulator does.
func (p *replay) numeral(text string) string {
	if !p.on.has(readsNumberPrefix) {
		return text
	}
	start := wholeStart
	if point.MatchString(text) {
		start = decimalStart
	}
	f, err := strconv.ParseFloat(start.FindString(text), 64)
	if err != nil {
		return "none"
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// moment spells a date as a number of seconds, so that the evaluator reads it as the
// simulator does.
func (p *replay) moment(text string) string {
	semantics := match.Semantics{FourDigitsAreSeconds: p.on.has(fourDigitSeconds)}
	instant, ok := match.ParseDate(text, semantics)
	_, isNumber := match.ParseNumber(text)
	isNumber = isNumber && (len(text) != len("2006") || semantics.FourDigitsAreSeconds)
	if p.on.has(otherDates) {
		if isNumber && !wholeSeconds.MatchString(text) {
			return "none"
		}
		if t, err := time.Parse("2006-01-02T15:04", text); err == nil {
			instant, ok = match.ParseNumber(strconv.FormatInt(t.Unix(), 10))
		}
		if text == dateInDisguise {
			instant, ok = match.ParseDate("2001", match.Semantics{})
		}
	}
	r, small := instant.Rat()
	if !ok || !small {
		return "none"
	}
	if !isNumber && p.on.has(otherDates) {
		r = milliseconds(r)
	}
	if !isNumber && p.on.has(mixesSeconds) {
		r = new(big.Rat).Mul(r, big.NewRat(1000, 1))
	}
	// The point keeps a number of four digits from being a year.
	return r.FloatString(9)
}

// milliseconds cuts seconds off behind the third place.
func milliseconds(r *big.Rat) *big.Rat {
	scaled := new(big.Rat).Mul(r, big.NewRat(1000, 1))
	whole := new(big.Int).Div(scaled.Num(), scaled.Denom())
	return new(big.Rat).SetFrac(whole, big.NewInt(1000))
}

// addressPair decides IpAddress and NotIpAddress.
func (p *replay) addressPair(base ast.Base, text, value string) bool {
	single, isSingle := match.ParseAddress(text)
	address, isAddress := match.ParseAddress(value)
	switch {
	case isSingle && (!isAddress || single.Is4() != address.Is4()) && p.on.has(failsOtherFamily) && isAddress:
		return false
	case isSingle && isAddress && single.Is6() && address.Is6() && p.on.has(comparesIPv6Text):
		return (text == value) != base.Negated()
	case p.on.has(shiftsByZero):
		if network, err := netip.ParsePrefix(text); err == nil && network.Bits() == 0 && network.Addr().Is4() {
			text = network.Addr().String() + "/32"
		}
	}
	return p.plain(base, text, value)
}
