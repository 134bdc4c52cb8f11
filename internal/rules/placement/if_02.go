package placement

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if02: an interface endpoint takes one subnet per Availability Zone.
var if02 = rule.Rule{
	ID: "IF-02", Severity: rule.Error, Needs: []string{"endpoints", "subnets"},
	Title:  "An interface endpoint takes one subnet per Availability Zone",
	Why:    "AWS refuses two subnets in the same zone (DuplicateSubnetsInSameZone). It would gain nothing either: any subnet of the VPC can use the endpoint.",
	Fix:    "Keep one subnet of each zone; clients in the other subnets reach the endpoint through it.",
	Source: page.CreateInterface,
	Check:  checkOnePerZone,
}

func checkOnePerZone(c *rule.Case) {
	look := sightOf(c)
	for _, e := range c.Of(catalog.Interface) {
		if len(e.Subnets.Items) < 2 && (!e.Subnets.Open || look.single(e)) {
			continue // nothing to share a zone with
		}
		if e.Subnets.Open {
			c.Later(e.Key, "the subnets of the endpoint are not all known yet")
		}
		look.sharedZones(e)
	}
}

// sharedZones names the subnets of an endpoint that are in one zone.
func (s *sight) sharedZones(e *plan.Endpoint) {
	inZone, label := map[string][]string{}, map[string]string{}
	var zones []string
	for _, i := range e.Subnets.Items {
		key, known := s.zone(i)
		if !known {
			continue
		}
		subnet := s.Network.Subnets[i]
		if inZone[key] == nil {
			zones = append(zones, key)
		}
		inZone[key], label[key] = append(inZone[key], subnet.Key), subnet.Zone.Label()
	}
	slices.Sort(zones)
	var shared []string
	for _, key := range zones {
		if len(inZone[key]) > 1 {
			shared = append(shared, fmt.Sprintf("%s in %s", quoted(sorted(inZone[key])), label[key]))
		}
	}
	if len(shared) > 0 {
		s.Fault(e.Key, e.Path("subnet_ids"), "Of its subnets some share an Availability Zone: %s. AWS takes one subnet per zone.", listed(shared))
	}
}

// single reports whether an endpoint is certain to have one subnet, even if it is not known
// yet which.
func (s *sight) single(e *plan.Endpoint) bool {
	if !e.Subnets.Open {
		return len(e.Subnets.Items) == 1
	}
	return e.Subnets.Count == 1 && !s.Associations.IsUnknown() && len(s.Associations.Or(nil)) == 0
}
