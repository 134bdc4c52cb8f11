package firewall

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// shown is how many of a kind a text names one by one.
const shown = 6

// Words joins names for a reader, those beyond the first few as a number.
func Words(names []string) string {
	if len(names) > shown {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
	}
	return strings.Join(names, ", ")
}

// Ranges writes ranges of addresses for a reader.
func Ranges(prefixes []netip.Prefix) string {
	names := make([]string, len(prefixes))
	for i, p := range prefixes {
		names[i] = p.String()
	}
	return Words(names)
}

// Quoted writes keys for a reader.
func Quoted(keys []string) string {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = fmt.Sprintf("%q", key)
	}
	return Words(names)
}

// Keys are the keys of security groups.
func (v *View) Keys(groups []int) []string {
	keys := make([]string, len(groups))
	for i, group := range groups {
		keys[i] = v.plan.SecurityGroups[group].Key
	}
	return keys
}

// Rules says what the rules of security groups in one direction let through.
func (v *View) Rules(groups []int, egress bool) string {
	direction, way := "ingress", "from"
	if egress {
		direction, way = "egress", "to"
	}
	var words []string
	for _, i := range groups {
		rules := v.plan.SecurityGroups[i].Ingress
		if egress {
			rules = v.plan.SecurityGroups[i].Egress
		}
		for _, r := range rules.Rules {
			if word := v.rule(r, i, way); !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	if len(words) == 0 {
		return "has no " + direction + " rule"
	}
	return "allows " + Words(words)
}

// rule says what one rule lets through.
func (v *View) rule(r plan.SecurityRule, owner int, way string) string {
	var peers []string
	for _, texts := range []plan.Texts{r.IPv4, r.IPv6, r.PrefixLists} {
		for _, text := range texts.Or(nil) {
			peers = append(peers, text.Or("something not known yet"))
		}
		if texts.IsUnknown() {
			peers = append(peers, "something not known yet")
		}
	}
	groups := slices.Clone(r.Groups.Items)
	if r.Self.Or(false) {
		groups = append(groups, owner)
	}
	for _, key := range v.Keys(groups) {
		peers = append(peers, fmt.Sprintf("security group %q", key))
	}
	if len(peers) == 0 {
		peers = []string{"nobody that is known"}
	}
	return fmt.Sprintf("%s %s %s", traffic(r), way, Words(peers))
}

func traffic(r plan.SecurityRule) string {
	protocol := protocolOf(r.Protocol)
	from, to := r.FromPort.Or(0), r.ToPort.Or(lastPort)
	switch {
	case protocol == "all":
		return "all traffic"
	case protocol != "tcp":
		return r.Protocol.Or("an unknown protocol")
	case r.FromPort.IsUnknown() || r.ToPort.IsUnknown():
		return "some TCP ports"
	case from <= 0 && to >= lastPort || from < 0 || to < 0:
		return "all TCP ports"
	}
	return "TCP " + span{from, to}.String()
}
