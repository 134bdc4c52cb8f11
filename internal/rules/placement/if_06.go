package placement

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if06: every client zone should have a network interface of the endpoint.
var if06 = rule.Rule{
	ID: "IF-06", Severity: rule.Warning, Needs: []string{"endpoints", "subnets"},
	Title:  "Every client zone should have a network interface of the endpoint",
	Why:    "Clients in a zone without one depend on another zone staying up.",
	Fix:    "Add a subnet of that zone to the endpoint.",
	Source: page.Interface,
	Check:  checkClientZones,
}

func checkClientZones(c *rule.Case) {
	look := sightOf(c)
	for _, e := range c.Of(placed()...) {
		if e.Subnets.Empty() || !look.servesVPC(e) {
			continue
		}
		if !c.Network.SubnetsGiven.IsGiven() {
			c.Need("", "subnets", c.Network.SubnetsGiven)
			return
		}
		look.coverClients(e)
	}
}

// servesVPC reports whether clients inside the VPC use an endpoint. Those of S3 do not where
// private DNS answers the inbound resolver only: they take the gateway endpoint.
func (s *sight) servesVPC(e *plan.Endpoint) bool {
	if len(s.Options) > 0 && !s.Leads(e) {
		return false // options of the service may name other callers
	}
	callers := s.CallersOf(e)
	if !callers.IsGiven() {
		s.Later(e.Key, "the callers of the endpoint are not known yet")
		return false
	}
	if !slices.Contains(callers.Or(nil), plan.CallerVPC) {
		return false
	}
	if e.Service.Key != "s3" || !e.Is(catalog.Interface) {
		return true
	}
	only, on, away := e.InboundOnly(), e.PrivateDNS, e.CrossRegion()
	if !only.Or(true) || !on.Or(true) || away.Or(false) {
		return true
	}
	if only.IsUnknown() || on.IsUnknown() || away.IsUnknown() {
		s.Later(e.Key, "whether private DNS answers the inbound resolver only is not known yet")
	}
	return false
}

// coverClients compares the zones of clients with those of the endpoint.
func (s *sight) coverClients(e *plan.Endpoint) {
	here, unsure := map[string]bool{}, e.Subnets.Open
	for _, i := range e.Subnets.Items {
		if subnet := s.Network.Subnets[i]; subnet.Listed && subnet.Zone.Key != "" {
			here[subnet.Zone.Key] = true
		} else {
			unsure = true
		}
	}
	inZone, label := map[string][]string{}, map[string]string{}
	for _, i := range s.clients(e) {
		key, known := s.zone(i)
		if known && !here[key] {
			subnet := s.Network.Subnets[i]
			inZone[key], label[key] = append(inZone[key], subnet.Key), subnet.Zone.Label()
		}
	}
	if len(inZone) == 0 {
		return
	}
	if unsure {
		s.whyUnsure(e)
		return
	}
	var away []string
	for key, clients := range inZone {
		away = append(away, fmt.Sprintf("%s (%s)", label[key], quoted(sorted(clients))))
	}
	s.Fault(e.Key, e.Path("subnet_ids"), "Clients live in %s, where the endpoint has no network interface; they depend on another zone.", listed(sorted(away)))
}

// whyUnsure says which subnets of an endpoint are in a zone that is not known.
func (s *sight) whyUnsure(e *plan.Endpoint) {
	if e.Subnets.Open {
		s.Later(e.Key, "the subnets of the endpoint are not all known yet")
	}
	for _, i := range e.Subnets.Items {
		s.zone(i)
	}
}
