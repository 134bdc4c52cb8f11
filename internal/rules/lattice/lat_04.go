package lattice

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// lat04: only security groups and tags of a resource endpoint can change.
var lat04 = rule.Rule{
	ID: "LAT-04", Severity: rule.Warning, Change: true, Needs: []string{"endpoints"},
	Title:  "Only security groups and tags of a resource endpoint can change",
	Why:    "AWS changes nothing else on an existing endpoint, so another change needs a new one.",
	Fix:    "Plan a replacement, and move the clients to it.",
	Source: page.ResourceEndpoint,
	Check:  checkChange,
}

// checkChange compares each resource endpoint with what it was. A change of type, VPC or
// Region is a replacement anyway, and TF-03.
func checkChange(c *rule.Case) {
	if c.Prior == nil {
		return
	}
	before := map[string]*plan.Endpoint{}
	for _, e := range c.Prior.Endpoints.Or(nil) {
		before[e.Key] = e
	}
	for _, e := range c.Of(catalog.Resource) {
		old := before[e.Key]
		if old == nil || !old.Is(catalog.Resource) || old.ID.IsGiven() && e.ID.IsGiven() && old.ID != e.ID {
			continue
		}
		judgeSubnetChange(c, old, e)
		for _, a := range attributes(old, e) {
			judgeChange(c, e, a)
		}
	}
}

// changed is one attribute before and now.
type changed struct {
	name     string
	old, now plan.Text
}

// attributes are those that AWS does not change on an existing endpoint.
func attributes(old, e *plan.Endpoint) []changed {
	was, is := old.DNS.Or(plan.DNSOptions{}), e.DNS.Or(plan.DNSOptions{})
	return []changed{
		{"resource_configuration_arn", old.ResourceConfigurationARN, e.ResourceConfigurationARN},
		{"private_dns_enabled", flag(old.PrivateDNS), flag(e.PrivateDNS)},
		{"ip_address_type", old.IPAddressType, e.IPAddressType},
		{"policy", old.Policy, e.Policy},
		{"dns_options", dnsOptions(old, was), dnsOptions(e, is)},
	}
}

// flag writes a bool as a text.
func flag(f plan.Flag) plan.Text {
	if f.IsUnknown() {
		return maybe.Unknown[string]()
	}
	return maybe.Of(strconv.FormatBool(f.Or(false)))
}

// dnsOptions writes a dns_options block as a text, with what AWS makes of none.
func dnsOptions(e *plan.Endpoint, o plan.DNSOptions) plan.Text {
	if e.DNS.IsUnknown() {
		return maybe.Unknown[string]()
	}
	words := []string{}
	for _, t := range append([]plan.Text{o.RecordIPType, o.Preference}, o.Domains.Or(nil)...) {
		if t.IsUnknown() || o.Domains.IsUnknown() {
			return maybe.Unknown[string]()
		}
		words = append(words, t.Or("default"))
	}
	slices.Sort(words[2:])
	return maybe.Of(strings.Join(words, " "))
}

// judgeChange speaks about an attribute that is another one than before.
func judgeChange(c *rule.Case, e *plan.Endpoint, a changed) {
	switch {
	case a.old.IsUnknown() || !c.Settled(e.Key, a.name, a.now) || a.old == a.now:
	case a.name == "policy":
		c.Fault(e.Key, e.Path(a.name), "The policy changes, and AWS changes only security groups and tags of a resource endpoint.")
	default:
		c.Fault(e.Key, e.Path(a.name), "%s changes from %s to %s, and AWS changes only security groups and tags of a resource endpoint.", a.name, a.old.Or("none"), a.now.Or("none"))
	}
}

// judgeSubnetChange compares the subnets, by id where both runs know it.
func judgeSubnetChange(c *rule.Case, old, e *plan.Endpoint) {
	if old.Subnets.Open {
		return
	}
	if e.Subnets.Open {
		c.Later(e.Key, "its subnets are not all known yet")
		return
	}
	was, is := subnetsOf(c.Prior, old), subnetsOf(c.Plan, e)
	same := slices.EqualFunc(was, is, func(a, b plan.Subnet) bool { return a.Key == b.Key || a.ID.IsGiven() && a.ID == b.ID })
	if !same {
		c.Fault(e.Key, e.Path("subnet_ids"), "The subnets change from %s to %s, and AWS changes only security groups and tags of a resource endpoint.", keys(was), keys(is))
	}
}

// subnetsOf lists the subnets of an endpoint by their ids, else by their keys.
func subnetsOf(p *plan.Plan, e *plan.Endpoint) []plan.Subnet {
	out := make([]plan.Subnet, 0, len(e.Subnets.Items))
	for _, i := range e.Subnets.Items {
		out = append(out, p.Network.Subnets[i])
	}
	slices.SortFunc(out, func(a, b plan.Subnet) int {
		return cmp.Or(strings.Compare(a.ID.Or(""), b.ID.Or("")), strings.Compare(a.Key, b.Key))
	})
	return out
}

// keys lists subnets in a sentence.
func keys(subnets []plan.Subnet) string {
	out := make([]string, 0, len(subnets))
	for _, s := range subnets {
		out = append(out, s.Key)
	}
	return words(out)
}

// words lists names in a sentence.
func words(names []string) string { return cmp.Or(strings.Join(names, ", "), "none") }
