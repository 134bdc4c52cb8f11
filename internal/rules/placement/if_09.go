package placement

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if09: changing a designated address interrupts the endpoint in that subnet.
var if09 = rule.Rule{
	ID: "IF-09", Severity: rule.Warning, Change: true, Needs: []string{"endpoints"},
	Title:  "Changing a designated address interrupts the endpoint in that subnet",
	Why:    "AWS replaces the network interface, so connections through it break for a short time.",
	Fix:    "Change one zone at a time, when clients can use the others.",
	Source: page.ModifyInterface,
	Check:  checkAddressChange,
}

func checkAddressChange(c *rule.Case) {
	if c.Prior == nil {
		return
	}
	before := map[string]*plan.Endpoint{}
	for _, e := range c.Prior.Endpoints.Or(nil) {
		before[e.Key] = e
	}
	for _, e := range c.Of(withInterfaces()...) {
		if old := before[e.Key]; old != nil && (old.ID.IsAbsent() || e.ID.IsAbsent() || old.ID == e.ID) {
			compareAddresses(c, old, e)
		}
	}
}

// compareAddresses names the designated addresses of an endpoint that change.
func compareAddresses(c *rule.Case, old, e *plan.Endpoint) {
	was := map[string]plan.Address{}
	for _, block := range old.Addresses.Or(nil) {
		if id, given := block.SubnetID.Get(); given {
			was[id] = block
		}
	}
	if len(was) > 0 && !c.Settled(e.Key, "subnet_configuration", e.Addresses) {
		return
	}
	for n, block := range e.Addresses.Or(nil) {
		id, given := block.SubnetID.Get()
		before, had := was[id]
		if !given || !had {
			continue
		}
		at := e.Path("subnet_configuration").Index(n)
		for _, family := range []struct {
			name     string
			old, new plan.Text
		}{{"ipv4", before.IPv4, block.IPv4}, {"ipv6", before.IPv6, block.IPv6}} {
			from, had := family.old.Get()
			to, has := family.new.Get()
			if had && has && from != to {
				c.Fault(e.Key, at.Attribute(family.name), "The address in %s changes from %s to %s: AWS replaces the network interface there, and its connections break.", id, from, to)
			}
		}
	}
}
