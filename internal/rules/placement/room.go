package placement

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// withInterfaces are the types whose endpoints have network interfaces.
func withInterfaces() []catalog.EndpointType {
	return []catalog.EndpointType{catalog.Interface, catalog.GatewayLoadBalancer, catalog.Resource, catalog.ServiceNetwork}
}

// smallest is how many addresses the smallest subnet of AWS, a /28, has for use.
const smallest = 16 - keptInFront - 1

// judgeRoom compares how many IPv4 addresses the endpoints take in each subnet with how many
// it has at all. Whether others hold some of these is in no resource.
func (a *addresses) judgeRoom() {
	demand, open := a.demand()
	for i, subnet := range a.Network.Subnets {
		if demand[i] == 0 || !subnet.IPv4.Or(true) {
			continue
		}
		if a.Existing.IsUnknown() {
			a.lacks("", true, "existing_endpoints is not known yet")
		}
		if demand[i]+open <= smallest {
			continue // room for these is in every subnet
		}
		if _, listed := a.subnet(i); !listed {
			continue
		}
		prefix, known := plan.ParsePrefix(subnet.CIDRBlock)
		if !known {
			a.Need(subnet.Key, "cidr_block", subnet.CIDRBlock)
			continue
		}
		room := roomOf(prefix.Bits())
		switch {
		case demand[i] > room:
			a.Fault(subnet.Key, subnet.At.Attribute("cidr_block"), "Endpoints in the subnet: %d, each with one address; %s has %d for use at most.", demand[i], prefix, room)
		case demand[i]+open > room:
			a.Later(subnet.Key, "the subnets of %d endpoints are not known yet, and the subnet has %d addresses for %d endpoints besides", open, room, demand[i])
		}
	}
}

// demand counts the endpoints that take an IPv4 address in each subnet, and those of which
// that is not known yet.
func (a *addresses) demand() (bySubnet map[int]int, open int) {
	bySubnet = map[int]int{}
	for _, endpoints := range [][]*plan.Endpoint{a.Endpoints.Or(nil), a.Existing.Or(nil)} {
		for _, e := range endpoints {
			switch {
			case e.Gone() || e.Type.IsGiven() && !e.HasInterfaces() || e.IPAddressType.Or("") == "ipv6":
			case e.Type.IsUnknown() || e.IPAddressType.IsUnknown() || e.Subnets.Open:
				open++
			default:
				for _, i := range e.Subnets.Items {
					bySubnet[i]++
				}
			}
		}
	}
	return bySubnet, open
}

// roomOf is how many addresses a subnet of that size has for use.
func roomOf(bits int) int {
	if bits > 32 || bits < 0 {
		return 0
	}
	return max(1<<(32-bits)-keptInFront-1, 0)
}
