package topology_test

import (
	"fmt"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
)

// large is a network with one route table for every ten subnets.
func large(size int) topology.Input {
	all, links, named := subnets{}, associations{}, tables{}
	for i := range size {
		key, table := fmt.Sprintf("s%05d", i), fmt.Sprintf("t%05d", i/10)
		all[key] = topology.Subnet{
			ID: is("subnet-" + key), CIDRBlock: is("10.0.0.0/24"), AvailabilityZoneID: is(fmt.Sprintf("use1-az%d", i%6+1)),
			AvailableIPAddressCount: of(int64(100)),
		}
		named[table] = topology.RouteTable{ID: is("rtb-" + table), Routes: of([]topology.Route{
			{CIDRBlock: is("0.0.0.0/0"), Target: topology.Target{Attribute: "nat_gateway_id", ID: is("nat-1")}},
		})}
		links[key] = topology.RouteTableAssociation{SubnetID: is("subnet-" + key), RouteTableID: is("rtb-" + table)}
	}
	return topology.Input{
		VPC: topology.VPC{MainRouteTableID: is("rtb-main")}, Subnets: of(all), RouteTables: of(named),
		RouteTableAssociations: of(links), ExistingEndpoints: of(endpoints{}),
	}
}

func sizes(b *testing.B, run func(b *testing.B, input topology.Input)) {
	for _, size := range []int{10, 1_000, 10_000} {
		b.Run(fmt.Sprintf("subnets=%d", size), func(b *testing.B) {
			input := large(size)
			b.ReportAllocs()
			run(b, input)
		})
	}
}

func BenchmarkAssociate(b *testing.B) {
	c := facts(b)
	sizes(b, func(b *testing.B, input topology.Input) {
		for b.Loop() {
			n, errs := topology.Read(input)
			if len(errs) > 0 {
				b.Fatal(errs)
			}
			if _, errs := n.Associate(c, topology.AssociateRequest{Region: "us-east-1"}); len(errs) > 0 {
				b.Fatal(errs)
			}
		}
	})
}

func BenchmarkPlaceTwentyEndpoints(b *testing.B) {
	wishes := make([]topology.Wish, 20)
	for i := range wishes {
		wishes[i] = topology.Wish{Key: fmt.Sprintf("service%02d/interface", i), Limits: []topology.Limit{{Rule: "IF-03", Except: []string{"use1-az3"}}}}
	}
	sizes(b, func(b *testing.B, input topology.Input) {
		for b.Loop() {
			n, errs := topology.Read(input)
			if len(errs) > 0 {
				b.Fatal(errs)
			}
			n.Place(topology.PlaceRequest{Wishes: wishes})
		}
	})
}
