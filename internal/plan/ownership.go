package plan

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// Amazon is the owner of the services of AWS.
const Amazon = "amazon"

// Owns reports whether an endpoint service is this account's own: by its owner, and without one
// by what only its provider configures. It is absent where nothing says either.
func (p *Plan) Owns(s *EndpointService) Flag {
	owner, given := s.Owner.Get()
	switch {
	case s.Owner.IsUnknown():
		return maybe.Unknown[bool]()
	case !given && s.providerSide():
		return maybe.Of(true)
	case !given:
		return maybe.Absent[bool]()
	case !IsAccount(owner):
		return maybe.Of(false) // amazon, or another alias of AWS
	}
	account := p.Stated.AccountID
	if account.IsAbsent() {
		account = p.VPC.OwnerID
	}
	if id, known := account.Get(); known {
		return maybe.Of(id == owner)
	}
	if account.IsUnknown() {
		return maybe.Unknown[bool]()
	}
	return maybe.Absent[bool]()
}

// providerSide reports whether the entry holds what the data source does not show.
func (s *EndpointService) providerSide() bool {
	return !s.AllowedPrincipals.IsAbsent() || !s.NetworkLoadBalancerARNs.IsAbsent() ||
		!s.GatewayLoadBalancerARNs.IsAbsent() || !s.LoadBalancers.IsAbsent()
}

// AccountOf is the account of an endpoint: its own attribute, else the account stated.
func (p *Plan) AccountOf(e *Endpoint) Text {
	if e.OwnerID.IsGiven() || p.Stated.AccountID.IsAbsent() && !e.OwnerID.IsAbsent() {
		return e.OwnerID
	}
	return p.Stated.AccountID
}

// IsAccount reports whether a text is the id of an account.
func IsAccount(text string) bool {
	return len(text) == 12 && strings.Trim(text, "0123456789") == ""
}

// EntryOf is the entry of endpoint_services that an endpoint leads to; nil where there is none,
// and then open says that one may yet turn out to be it.
func (p *Plan) EntryOf(e *Endpoint) (s *EndpointService, open bool) {
	if e.Service.Endpoint != nil {
		return e.Service.Endpoint, false
	}
	for _, s := range p.EndpointServices.Or(nil) {
		open = open || s.ServiceName.IsUnknown()
	}
	return nil, open || p.EndpointServices.IsUnknown()
}
