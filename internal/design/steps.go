package design

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
)

// The sides of a connection.
const (
	Consumer = "consumer"
	Provider = "provider"
)

// steps lists what somebody has to do besides creating the endpoints.
func (m *maker) steps() {
	for _, key := range sortedKeys(m.Endpoints) {
		e := m.Endpoints[key]
		if dns := e.DNSOptions; dns != nil && dns.InboundOnly.Or(false) && m.pair(e.Service) {
			m.step(Consumer, "Create %s/gateway before %s, and delete it after: AWS refuses the other order while private DNS answers inbound resolvers only (DNS-07, GW-22).", e.Service, key)
		}
		if region, other := e.ServiceRegion.Get(); other && region != m.Region.Code {
			m.step(Consumer, "Allow vpce:AllowMultiRegion to whoever creates %s, in the identity policy and in every service control policy (REG-06).", key)
		}
	}
	m.resolvers()
	for _, s := range m.plan.EndpointServices.Or(nil) {
		m.serviceSteps(s)
	}
	for _, c := range m.plan.ResourceConfigurations.Or(nil) {
		m.shareSteps("resource configuration", c.Key, c.Shared, c.OwnerID)
	}
	for _, n := range m.plan.ServiceNetworks.Or(nil) {
		m.shareSteps("service network", n.Key, n.Shared, n.OwnerID)
	}
	for _, t := range m.plan.Targets.Or(nil) {
		own := m.plan.VPC.OwnerID
		if account, known := t.AccountID.Get(); known && account != own.Or("") {
			m.step(Provider, "Let the callers in with the policy of target %q, which is in account %s: an endpoint grants nothing (ACC-01).", t.Key, account)
		}
	}
}

func (m *maker) step(side, format string, args ...any) {
	m.Steps = append(m.Steps, Step{Side: side, Text: fmt.Sprintf(format, args...)})
}

// resolvers tells how callers outside of the VPC find the names.
func (m *maker) resolvers() {
	outside := map[string][]string{}
	for _, key := range sortedKeys(m.Endpoints) {
		e := m.Endpoints[key]
		if e.Type != catalog.Interface || !e.PrivateDNSEnabled.Or(false) {
			continue
		}
		for _, caller := range e.Callers {
			outside[caller] = append(outside[caller], key)
		}
	}
	for _, caller := range []string{recommend.CallerOnPremises, recommend.CallerPeeredVPC, recommend.CallerTransitGateway, recommend.CallerOtherRegion} {
		keys := outside[caller]
		switch {
		case len(keys) == 0:
		case caller == recommend.CallerOnPremises:
			m.step(Consumer, "Create an inbound Resolver endpoint and forward the names of %s to it from on premises (DNS-14).", strings.Join(keys, ", "))
		default:
			m.step(Consumer, "Let callers from %s find the names of %s: with a Route 53 Profile, or with private_hosted_zones associated with their VPCs and not with this one (DNS-14, HUB-04).",
				placeName(caller), strings.Join(keys, ", "))
		}
	}
}

// serviceSteps tells what both sides of an endpoint service have to do.
func (m *maker) serviceSteps(s *plan.EndpointService) {
	keys := m.endpointsOf(s.Key)
	if len(keys) == 0 {
		return
	}
	endpoints := strings.Join(keys, ", ")
	owner := s.Owner.Or("")
	own := m.plan.VPC.OwnerID.Or("")
	by := "the owner of the service"
	if owner != "" {
		by = "account " + owner
	}
	if owner != "" && owner == own {
		by = "this account"
	}
	if s.AllowedPrincipals.IsAbsent() || !slices.ContainsFunc(s.AllowedPrincipals.Or(nil), func(t plan.Text) bool { return own != "" && strings.Contains(t.Or(""), own) || t.Or("") == "*" }) {
		principal := "the ARN of this account"
		if own != "" {
			principal = fmt.Sprintf("arn:%s:iam::%s:root", m.Region.Partition, own)
		}
		m.step(Provider, "Allow %s to connect to %q: %s adds it to the allowed principals (ACC-03).", principal, s.Key, by)
	}
	accepts := slices.ContainsFunc(keys, func(key string) bool { return m.Endpoints[key].AutoAccept.Or(false) })
	if accept, known := s.AcceptanceRequired.Get(); !accepts && (!known || accept) {
		where := s.Region.Or(m.Region.Code)
		m.step(Provider, "Accept the connection of %s: in %s, by %s, unless the service accepts by itself (ACC-04).", endpoints, where, by)
	}
	if region, known := s.Region.Get(); known && region != m.Region.Code && !slices.ContainsFunc(s.SupportedRegions.Or(nil), func(t plan.Text) bool { return t.Or("") == m.Region.Code }) {
		m.step(Provider, "Add %s to the supported Regions of %q (REG-09).", m.Region.Code, s.Key)
	}
	if verified, known := s.PrivateDNSVerified.Get(); s.PrivateDNSNames.IsGiven() && known && !verified {
		m.step(Provider, "Prove the ownership of the private DNS name of %q; until then private DNS cannot be switched on (ACC-07).", s.Key)
	}
	if owner != "" && owner != own {
		m.step(Consumer, "Subscribe to %q first if it is sold through AWS Marketplace (ACC-12).", s.Key)
	}
}

// shareSteps tells what both sides of something shared have to do.
func (m *maker) shareSteps(what, key string, shared plan.Flag, owner plan.Text) {
	if len(m.endpointsOf(key)) == 0 || shared.Or(false) || owner.IsGiven() && owner == m.plan.VPC.OwnerID {
		return
	}
	m.step(Provider, "Share the %s %q with this account through AWS RAM.", what, key)
	m.step(Consumer, "Accept the share of the %s %q in AWS RAM, unless both accounts are in one organisation that shares by itself.", what, key)
}

// endpointsOf are the keys of the endpoints of one of the caller's own entries.
func (m *maker) endpointsOf(service string) []string {
	var out []string
	for _, key := range sortedKeys(m.Endpoints) {
		if m.Endpoints[key].Service == service {
			out = append(out, key)
		}
	}
	return out
}
