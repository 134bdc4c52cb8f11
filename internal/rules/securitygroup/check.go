package securitygroup

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// check is one rule of the family at work.
type check struct {
	*rule.Case
	*firewall.View
	*firewall.Notes
	// later are reminders that are told when all endpoints are seen.
	later []reminder
}

// reminder is what the reader must look after for an endpoint.
type reminder struct {
	e    *plan.Endpoint
	text string
}

func newCheck(c *rule.Case) *check {
	return &check{Case: c, View: firewall.Over(c.Plan), Notes: firewall.NewNotes(c)}
}

// withGroups are the types of endpoints that have security groups.
func withGroups() []catalog.EndpointType {
	return []catalog.EndpointType{catalog.Interface, catalog.Resource, catalog.ServiceNetwork}
}
