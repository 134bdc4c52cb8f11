package placement

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if05: an interface endpoint should have at least two Availability Zones.
var if05 = rule.Rule{
	ID: "IF-05", Severity: rule.Warning, Needs: []string{"endpoints", "subnets"},
	Title:  "An interface endpoint should have at least two Availability Zones",
	Why:    "With a single zone the loss of that zone takes the service away from the whole VPC.",
	Fix:    "Add a subnet in another Availability Zone.",
	Source: page.Interface,
	Check:  checkZoneCount,
}

// advisedForDynamoDB is how many zones AWS advises for an interface endpoint of DynamoDB.
const advisedForDynamoDB = 3

func checkZoneCount(c *rule.Case) {
	look := sightOf(c)
	for _, e := range c.Of(placed()...) {
		if e.Subnets.Empty() {
			continue // IF-01
		}
		if look.single(e) {
			look.oneZone(e, look.onlyZone(e))
			continue
		}
		look.countZones(e)
	}
}

// countZones counts the zones of an endpoint with several subnets, or with some that are not
// known yet.
func (s *sight) countZones(e *plan.Endpoint) {
	zones, unsure := map[string]string{}, []int{}
	for _, i := range e.Subnets.Items {
		if subnet := s.Network.Subnets[i]; subnet.Listed && subnet.Zone.Key != "" {
			zones[subnet.Zone.Key] = subnet.Zone.Label()
		} else {
			unsure = append(unsure, i)
		}
	}
	certain := len(unsure) == 0 && !e.Subnets.Open
	switch {
	case len(zones) > 1:
		switch enough := !certain || len(zones) >= advisedForDynamoDB; {
		case enough:
		case e.ServiceName.IsUnknown() && e.Service.Kind == plan.Undecided:
			s.Leads(e) // it may be DynamoDB
		case e.Service.Key == "dynamodb":
			s.Remind(e.Key, e.Path("subnet_ids"), "The endpoint has %d Availability Zones; for DynamoDB AWS advises %d or more.", len(zones), advisedForDynamoDB)
		}
	case certain:
		for _, label := range zones {
			s.oneZone(e, label)
		}
	case e.Subnets.Open:
		s.Later(e.Key, "the subnets of the endpoint are not all known yet")
	default:
		for _, i := range unsure {
			s.zone(i) // says why it is not known
		}
	}
}

// onlyZone is the zone of an endpoint with one subnet; empty if it is not known.
func (s *sight) onlyZone(e *plan.Endpoint) string {
	if len(e.Subnets.Items) == 0 {
		return ""
	}
	return s.Network.Subnets[e.Subnets.Items[0]].Zone.Label()
}

// oneZone warns of an endpoint that lives in one zone.
func (s *sight) oneZone(e *plan.Endpoint, label string) {
	where := "one Availability Zone"
	if label != "" {
		where += ", " + label
	}
	f := rule.Finding{Target: e.Key, At: e.Path("subnet_ids"), Detail: fmt.Sprintf("The endpoint lives in %s; if that fails, nothing is left of it.", where)}
	if away, known := e.CrossRegion().Get(); known && away {
		f.Related = []string{"REG-12"}
	}
	s.Add(f)
}
