package firewall_test

import (
	"cmp"
	"net/netip"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
)

func TestNetworkACLRules(t *testing.T) {
	t.Parallel()
	https := firewall.Each(443)
	blank := rule(100, "allow", "tcp", 443, 443, "10.0.0.0/8")
	change := func(f func(*plan.ACLRule)) plan.ACLRule {
		r := blank
		f(&r)
		return r
	}
	cases := map[string]struct {
		rules []plan.ACLRule
		ports firewall.Ports
		want  firewall.Outcome
	}{
		"no rule denies":             {nil, https, firewall.No},
		"allowed":                    {[]plan.ACLRule{blank}, https, firewall.Yes},
		"denied before":              {[]plan.ACLRule{rule(90, "deny", "-1", 0, 0, "10.0.1.0/24"), blank}, https, firewall.No},
		"denied after":               {[]plan.ACLRule{blank, rule(110, "deny", "-1", 0, 0, "0.0.0.0/0")}, https, firewall.Yes},
		"others are denied before":   {[]plan.ACLRule{rule(90, "deny", "-1", 0, 0, "10.1.0.0/24"), blank}, https, firewall.Yes},
		"udp is denied before":       {[]plan.ACLRule{rule(90, "deny", "udp", 0, 65535, "0.0.0.0/0"), blank}, https, firewall.Yes},
		"by number":                  {[]plan.ACLRule{rule(100, "ALLOW", "6", 443, 443, "0.0.0.0/0")}, https, firewall.Yes},
		"a gap in the ports":         {[]plan.ACLRule{rule(1, "allow", "tcp", 1024, 50000, "0.0.0.0/0"), rule(2, "allow", "tcp", 50002, 65535, "0.0.0.0/0")}, firewall.Span(49152, 60999), firewall.No},
		"ports in two rules":         {[]plan.ACLRule{rule(1, "allow", "tcp", 1024, 50000, "0.0.0.0/0"), rule(2, "allow", "tcp", 50001, 65535, "0.0.0.0/0")}, firewall.Span(49152, 60999), firewall.Yes},
		"unknown number":             {[]plan.ACLRule{change(func(r *plan.ACLRule) { r.Number = unknown[int64]() })}, https, firewall.Yes},
		"unknown number, a deny":     {[]plan.ACLRule{change(func(r *plan.ACLRule) { r.Number = unknown[int64]() }), rule(100, "deny", "-1", 0, 0, "0.0.0.0/0")}, https, firewall.Unsure},
		"unknown number of the deny": {[]plan.ACLRule{change(func(r *plan.ACLRule) { r.Number, r.Action = unknown[int64](), is("deny") }), blank}, https, firewall.Unsure},
		"unknown action":             {[]plan.ACLRule{change(func(r *plan.ACLRule) { r.Action = unknown[string]() })}, https, firewall.Unsure},
		"unknown action before":      {[]plan.ACLRule{change(func(r *plan.ACLRule) { r.Action, r.Number = unknown[string](), is[int64](1) }), blank}, https, firewall.Unsure},
		"unknown action after":       {[]plan.ACLRule{blank, change(func(r *plan.ACLRule) { r.Action, r.Number = unknown[string](), is[int64](900) })}, https, firewall.Yes},
		"a deny of unknown block":    {[]plan.ACLRule{change(func(r *plan.ACLRule) { r.Number, r.Action, r.CIDRBlock = is[int64](1), is("deny"), unknown[string]() }), blank}, https, firewall.Unsure},
		"a deny of unknown protocol": {[]plan.ACLRule{change(func(r *plan.ACLRule) { r.Number, r.Action, r.Protocol = is[int64](1), is("deny"), unknown[string]() }), blank}, https, firewall.Unsure},
		"a deny of unknown ports":    {[]plan.ACLRule{change(func(r *plan.ACLRule) { r.Number, r.Action, r.FromPort = is[int64](1), is("deny"), unknown[int64]() }), blank}, https, firewall.Unsure},
		"unknown block":              {[]plan.ACLRule{change(func(r *plan.ACLRule) { r.CIDRBlock = unknown[string]() })}, https, firewall.Unsure},
		"a prefix list":              {[]plan.ACLRule{change(func(r *plan.ACLRule) { r.CIDRBlock = is("pl-1") })}, https, firewall.Unsure},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := aclOf(c.rules...).Through(0, false, c.ports).Passes(peer("10.0.1.0/25")); got.Outcome != c.want {
				t.Errorf("%+v, want %v", got, c.want)
			} else if got.Outcome == firewall.Unsure && got.Reason == "" {
				t.Error("a doubt without a reason")
			}
		})
	}
}

// packet decides one packet as AWS does: the lowest number that matches.
func packet(rules []plan.ACLRule, port int64, to netip.Addr) bool {
	rules = slices.Clone(rules)
	slices.SortStableFunc(rules, func(a, b plan.ACLRule) int { return cmp.Compare(a.Number.Or(0), b.Number.Or(0)) })
	for _, r := range rules {
		protocol := r.Protocol.Or("")
		about := protocol == "-1" || protocol == "6" && r.FromPort.Or(0) <= port && port <= r.ToPort.Or(0)
		if about && netip.MustParsePrefix(r.CIDRBlock.Or("")).Contains(to) {
			return r.Action.Or("") == "allow"
		}
	}
	return false
}

// The space is small enough to try every packet: sixteen addresses and five ports.
func drawRule(t *rapid.T, number int64) plan.ACLRule {
	block := netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, 0, byte(rapid.IntRange(0, 15).Draw(t, "address"))}), rapid.IntRange(28, 32).Draw(t, "bits")).Masked()
	from := rapid.Int64Range(1, 5).Draw(t, "from")
	return rule(number, rapid.SampledFrom([]string{"allow", "deny"}).Draw(t, "action"), rapid.SampledFrom([]string{"-1", "6", "17"}).Draw(t, "protocol"),
		from, rapid.Int64Range(from, 5).Draw(t, "to"), block.String())
}

func drawRules(t *rapid.T) []plan.ACLRule {
	numbers := rapid.SliceOfNDistinct(rapid.Int64Range(1, 100), 0, 6, rapid.ID[int64]).Draw(t, "numbers")
	slices.Sort(numbers)
	var rules []plan.ACLRule
	for _, number := range numbers {
		rules = append(rules, drawRule(t, number))
	}
	if rapid.Bool().Draw(t, "open at the end") { // else nearly everything is denied
		rules = append(rules, rule(101, "allow", "-1", 0, 0, "10.0.0.0/28"))
	}
	return rules
}

// passesAll tries every packet of a range and some ports.
func passesAll(rules []plan.ACLRule, from, to int64, block netip.Prefix) bool {
	for port := from; port <= to; port++ {
		for a := block.Addr(); block.Contains(a); a = a.Next() {
			if !packet(rules, port, a) {
				return false
			}
		}
	}
	return true
}

func drawTraffic(t *rapid.T) (from, to int64, block netip.Prefix) {
	from = rapid.Int64Range(1, 5).Draw(t, "first port")
	block = netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, 0, byte(rapid.IntRange(0, 15).Draw(t, "peer"))}), rapid.IntRange(29, 32).Draw(t, "peer bits")).Masked()
	return from, rapid.Int64Range(from, 5).Draw(t, "last port"), block
}

func TestKnownRulesDecideAsPacketsDo(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rules := drawRules(t)
		from, to, block := drawTraffic(t)
		want := firewall.No
		if passesAll(rules, from, to, block) {
			want = firewall.Yes
		}
		got := aclOf(rules...).Through(0, false, firewall.Span(from, to)).Passes(firewall.Peer{Addresses: firewall.Exactly(block)})
		if got.Outcome != want {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

// Whatever an unknown value turns out to be, an answer that was given must hold.
func TestAnswersHoldWhateverIsUnknown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rules := drawRules(t)
		if len(rules) == 0 {
			t.Skip()
		}
		from, to, block := drawTraffic(t)
		i := rapid.IntRange(0, len(rules)-1).Draw(t, "which")
		hidden := slices.Clone(rules)
		switch rapid.SampledFrom([]string{"number", "action", "protocol", "from", "to", "block"}).Draw(t, "what") {
		case "number":
			hidden[i].Number = unknown[int64]()
		case "action":
			hidden[i].Action = unknown[string]()
		case "protocol":
			hidden[i].Protocol = unknown[string]()
		case "from":
			hidden[i].FromPort = unknown[int64]()
		case "to":
			hidden[i].ToPort = unknown[int64]()
		case "block":
			hidden[i].CIDRBlock = unknown[string]()
		}
		got := aclOf(hidden...).Through(0, false, firewall.Span(from, to)).Passes(firewall.Peer{Addresses: firewall.Exactly(block)})
		switch passes := passesAll(rules, from, to, block); {
		case got.Outcome == firewall.Yes && !passes, got.Outcome == firewall.No && passes:
			t.Fatalf("%v, and the rules turn out otherwise", got)
		case got.Outcome == firewall.Unsure && !got.Later:
			t.Fatalf("%v, and it will be known", got)
		}
	})
}
