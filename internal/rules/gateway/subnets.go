package gateway

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// elsewhere reports whether a subnet is in another VPC than an endpoint.
func elsewhere(e *plan.Endpoint, s plan.Subnet) bool {
	return e.VPCID.IsGiven() && s.VPCID.IsGiven() && e.VPCID != s.VPCID
}

// users are the subnets that use route tables of an endpoint, by their indexes, and those of
// which that is not known.
func (s *survey) users(e *plan.Endpoint) (certain, perhaps []int) {
	reason, _ := s.unsettled(e)
	for i, subnet := range s.Network.Subnets {
		switch {
		case !subnet.Listed || elsewhere(e, subnet):
		case subnet.Table != plan.None && slices.Contains(e.RouteTables.Items, subnet.Table):
			certain = append(certain, i)
		case subnet.Table == plan.None && (len(e.RouteTables.Items) > 0 || reason != ""), subnet.Table != plan.None && reason != "":
			perhaps = append(perhaps, i)
		}
	}
	return certain, perhaps
}

// skipUse says why nobody knows whether a subnet uses route tables of an endpoint.
func (s *survey) skipUse(e *plan.Endpoint, i int) {
	subnet := s.Network.Subnets[i]
	if subnet.Table == plan.None {
		s.skip(subnet.Key, subnet.TableMissing, subnet.TableLater)
		return
	}
	reason, later := s.unsettled(e)
	s.skip(e.Key, reason, later)
}
