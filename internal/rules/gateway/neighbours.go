package gateway

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// neighbours finds the gateway endpoints of one service that may be in one VPC, without
// comparing each with all.
type neighbours struct {
	all []*plan.Endpoint
	// in are places in all by VPC id; loose are those of which the VPC is not known.
	in    map[string][]int
	loose []int
}

func (n *neighbours) add(e *plan.Endpoint) {
	i := len(n.all)
	n.all = append(n.all, e)
	if id, given := e.VPCID.Get(); given {
		n.in[id] = append(n.in[id], i)
	} else {
		n.loose = append(n.loose, i)
	}
}

// of are those that may be in the VPC of an endpoint, itself included, in the order of all.
func (n *neighbours) of(e *plan.Endpoint) []*plan.Endpoint {
	if n == nil {
		return nil
	}
	id, given := e.VPCID.Get()
	if !given {
		return n.all
	}
	places := slices.Concat(n.in[id], n.loose)
	slices.Sort(places)
	out := make([]*plan.Endpoint, len(places))
	for i, place := range places {
		out[i] = n.all[place]
	}
	return out
}
