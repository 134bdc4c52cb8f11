package firewall

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// match says whether a rule is about some traffic.
type match uint8

const (
	never match = iota
	perhaps
	always
)

// matchTCP says whether a rule is about TCP on the ports of a part, which it treats alike.
func matchTCP(protocol plan.Text, from, to plan.Whole, ports span) match {
	switch protocolOf(protocol) {
	case "all":
		return always
	case "tcp":
		return matchPorts(from, to, ports)
	case "":
		return perhaps // of all protocols, which would be of all ports
	}
	return never
}

// protocolOf reads a protocol by name or number; empty where it is not known.
func protocolOf(protocol plan.Text) string {
	text, given := protocol.Get()
	if !given {
		return ""
	}
	switch text = strings.ToLower(strings.TrimSpace(text)); text {
	case "-1", "all":
		return "all"
	case "tcp", "6":
		return "tcp"
	}
	return "other"
}

// matchPorts compares the ports of a rule, of which one that is absent or -1 sets no bound.
func matchPorts(from, to plan.Whole, ports span) match {
	low, high := from.Or(0), to.Or(lastPort)
	if low < 0 || high < 0 {
		return always
	}
	switch {
	case ports.to < low || ports.from > high:
		return never
	case from.IsUnknown() || to.IsUnknown():
		return perhaps
	}
	return always
}

// cutsOf are the ports at which a rule begins and those at which it has ended.
func cutsOf(from, to plan.Whole) []int64 {
	var out []int64
	if port, given := from.Get(); given {
		out = append(out, port)
	}
	if port, given := to.Get(); given {
		out = append(out, port+1)
	}
	return out
}
