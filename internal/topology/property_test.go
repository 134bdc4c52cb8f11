package topology_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
)

// truth is a network as it really is. The input is only one of many ways to say it, so the
// checks below compare answers with the truth and share no code with the package.
type truth struct {
	subnets []trueSubnet
	tables  int
	served  map[int]bool // tables with an S3 gateway already
	main    int
}

type trueSubnet struct {
	key      string
	table    int
	implicit bool
	client   bool
	eligible bool
	zone     int
	said     string // how the input says the association
	named    bool   // the input gives the zone's name instead of its id
	free     int64  // -1 is not given
}

func tableKey(i int) string { return fmt.Sprintf("table%02d", i) }

func drawTruth(t *rapid.T) truth {
	w := truth{tables: rapid.IntRange(1, 6).Draw(t, "tables"), served: map[int]bool{}}
	w.main = rapid.IntRange(0, w.tables-1).Draw(t, "main")
	for i := range w.tables {
		w.served[i] = rapid.Bool().Draw(t, "served")
	}
	for i := range rapid.IntRange(1, 12).Draw(t, "subnets") {
		s := trueSubnet{
			key: fmt.Sprintf("s%02d", i), implicit: rapid.Bool().Draw(t, "implicit"),
			client: rapid.Bool().Draw(t, "client"), eligible: rapid.Bool().Draw(t, "eligible"),
			zone: rapid.IntRange(0, 4).Draw(t, "zone"), named: rapid.Bool().Draw(t, "named"),
			free: rapid.SampledFrom([]int64{-1, 0, 50}).Draw(t, "free"),
			said: rapid.SampledFrom([]string{"key", "id", "table", "association by id", "association by key"}).Draw(t, "said"),
		}
		if s.table = w.main; !s.implicit {
			s.table = rapid.IntRange(0, w.tables-1).Draw(t, "table")
		}
		w.subnets = append(w.subnets, s)
	}
	return w
}

// say writes the truth down; salt makes other ids of it.
func (w truth) say(salt string) topology.Input {
	subnetID := func(key string) topology.Text { return is("subnet-" + salt + key) }
	tableID := func(i int) topology.Text { return is("rtb-" + salt + tableKey(i)) }
	all, links := subnets{}, associations{}
	shown := make([][]topology.TableAssociation, w.tables)
	for _, s := range w.subnets {
		out := topology.Subnet{
			ID: subnetID(s.key), CIDRBlock: is("10.0.0.0/24"), Client: of(s.client), Eligible: of(s.eligible),
		}
		if s.named {
			out.AvailabilityZone = is(fmt.Sprintf("zone-%d", s.zone))
		} else {
			out.AvailabilityZoneID = is(fmt.Sprintf("az%d", s.zone))
		}
		if s.free >= 0 {
			out.AvailableIPAddressCount = of(s.free)
		}
		if !s.implicit {
			switch s.said {
			case "key":
				out.RouteTable = is(tableKey(s.table))
			case "id":
				out.RouteTableID = tableID(s.table)
			case "table":
				shown[s.table] = append(shown[s.table], topology.TableAssociation{SubnetID: out.ID})
			case "association by id":
				links["link"+s.key] = topology.RouteTableAssociation{SubnetID: out.ID, RouteTableID: tableID(s.table)}
			case "association by key":
				links["link"+s.key] = topology.RouteTableAssociation{Subnet: is(s.key), RouteTable: is(tableKey(s.table))}
			}
		}
		all[s.key] = out
	}
	named, zones, served := tables{}, map[string]topology.Text{}, []string{}
	for i := range w.tables {
		named[tableKey(i)] = topology.RouteTable{ID: tableID(i), Associations: of(shown[i]), Routes: of([]topology.Route{})}
		if w.served[i] {
			served = append(served, tableID(i).Or(""))
		}
	}
	for i := range 5 {
		zones[fmt.Sprintf("zone-%d", i)] = is(fmt.Sprintf("az%d", i))
	}
	return topology.Input{
		VPC:     topology.VPC{MainRouteTableID: tableID(w.main)},
		Subnets: of(all), RouteTables: of(named), RouteTableAssociations: of(links), ZoneIDs: zones,
		ExistingEndpoints: of(endpoints{"old": {ID: is("vpce-" + salt), ServiceName: is(s3Name), RouteTableIDs: list(served...)}}),
	}
}

func TestAssociationsCoverEveryClientAndNothingElse(t *testing.T) {
	t.Parallel()
	c := facts(t)
	rapid.Check(t, func(t *rapid.T) {
		w := drawTruth(t)
		n, errs := topology.Read(w.say("x"))
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		out, errs := n.Associate(c, topology.AssociateRequest{Region: "us-east-1", Services: of([]string{"s3", "dynamodb"})})
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		needed := map[string][]string{}
		for _, s := range w.subnets {
			if got := out.EffectiveRouteTables[s.key]; got != tableKey(s.table) {
				t.Fatalf("subnet %s uses %s, the answer says %q", s.key, tableKey(s.table), got)
			}
			if s.client {
				needed[tableKey(s.table)] = append(needed[tableKey(s.table)], s.key)
			}
		}
		for _, service := range []string{"s3", "dynamodb"} {
			covered := map[string][]string{}
			var open []string
			for key, a := range out.Associations {
				if a.Service != service {
					continue
				}
				if key != service+"/"+a.RouteTable || covered[a.RouteTable] != nil {
					t.Fatalf("association %q is misnamed or there twice", key)
				}
				covered[a.RouteTable] = a.Subnets
				if a.AlreadyServedBy.IsAbsent() {
					open = append(open, a.RouteTable)
				}
				var index int
				if _, err := fmt.Sscanf(a.RouteTable, "table%d", &index); err != nil {
					t.Fatal(err)
				}
				if served := service == "s3" && w.served[index]; served != a.AlreadyServedBy.IsGiven() {
					t.Fatalf("association %q is served: %v, the truth is %v", key, a.AlreadyServedBy.IsGiven(), served)
				}
			}
			if diff := cmp.Diff(needed, covered); diff != "" {
				t.Fatalf("%s (-needed +covered)\n%s", service, diff)
			}
			slices.Sort(open)
			if diff := cmp.Diff(append([]string{}, open...), out.RouteTableKeys[service]); diff != "" {
				t.Fatalf("%s (-open +route_table_keys)\n%s", service, diff)
			}
		}
	})
}

func TestPlacementHasOneFittingSubnetInEachZone(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := drawTruth(t)
		excluded := rapid.IntRange(0, 4).Draw(t, "excluded")
		minimum := rapid.IntRange(1, 5).Draw(t, "minimum")
		n, errs := topology.Read(w.say("x"))
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		out := n.Place(topology.PlaceRequest{MinimumAvailabilityZones: minimum, Wishes: []topology.Wish{{
			Key: "e", Type: catalog.Interface, Limits: []topology.Limit{{Rule: "IF-03", Except: []string{fmt.Sprintf("az%d", excluded)}}},
		}}})
		byKey, usable, clients := map[string]trueSubnet{}, map[int]bool{}, map[int]bool{}
		for _, s := range w.subnets {
			byKey[s.key] = s
			if s.eligible && s.free != 0 && s.zone != excluded {
				usable[s.zone] = true
			}
			if s.client {
				clients[s.zone] = true
			}
		}
		p, placed := out.Placements["e"]
		if placed != (len(usable) > 0) || (placed && len(p.Subnets) == 0) {
			t.Fatalf("placed: %v, usable zones: %v", placed, usable)
		}
		zones := map[int]bool{}
		for _, key := range p.Subnets {
			s := byKey[key]
			if zones[s.zone] || !usable[s.zone] || !s.eligible || s.free == 0 {
				t.Fatalf("%s is not a subnet to take: %+v in %v", key, s, p.Subnets)
			}
			zones[s.zone] = true
			for _, o := range w.subnets {
				if o.zone == s.zone && o.eligible && o.free > 0 && s.free < 0 {
					t.Fatalf("%s was taken although %s is known to have addresses", key, o.key)
				}
			}
		}
		wanted := 0
		for zone := range usable {
			if len(clients) == 0 || clients[zone] {
				wanted++
				if !zones[zone] {
					t.Fatalf("zone %d has clients and a usable subnet, and no network interface", zone)
				}
			}
		}
		if most := max(wanted, min(minimum, len(usable))); placed && len(zones) != most {
			t.Fatalf("%d zones are taken, want %d of %d", len(zones), most, len(usable))
		}
	})
}

func TestAnswersDependOnNeitherOrderNorIDs(t *testing.T) {
	t.Parallel()
	c := facts(t)
	rapid.Check(t, func(t *rapid.T) {
		w := drawTruth(t)
		shuffled := w
		shuffled.subnets = rapid.Permutation(w.subnets).Draw(t, "order")
		answer := func(w truth, salt string) (map[string][]string, map[string]string, map[string][]string, []string) {
			n, errs := topology.Read(w.say(salt))
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			a, errs := n.Associate(c, topology.AssociateRequest{Region: "us-east-1"})
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			p := n.Place(topology.PlaceRequest{Wishes: []topology.Wish{{Key: "e"}, {Key: "f", Type: catalog.GatewayLoadBalancer}}})
			a.Report.Merge(p.Report)
			return a.RouteTableKeys, a.EffectiveRouteTables, chosen(p), outcome(a.Report)
		}
		k1, e1, c1, r1 := answer(w, "x")
		k2, e2, c2, r2 := answer(shuffled, "longer-and-sorted-elsewhere")
		if diff := cmp.Diff([]any{k1, e1, c1, r1}, []any{k2, e2, c2, r2}); diff != "" {
			t.Fatalf("(-first +second)\n%s", diff)
		}
	})
}

// TestAnythingIsReadWithoutPanic mixes given, absent and unknown values at random.
func TestAnythingIsReadWithoutPanic(t *testing.T) {
	t.Parallel()
	c := facts(t)
	text := rapid.Custom(func(t *rapid.T) topology.Text {
		return rapid.SampledFrom([]topology.Text{{}, later[string](), is("a"), is("b"), is(""), is("0.0.0.0/0"), is("vpce-1"), is(s3Name), is("::/0"), is("Gateway")}).Draw(t, "text")
	})
	flag := rapid.SampledFrom([]maybe.Value[bool]{{}, later[bool](), of(true), of(false)})
	rapid.Check(t, func(t *rapid.T) {
		word := func() topology.Text { return text.Draw(t, "word") }
		// What Read refuses would end the draw, so keys are keys and words of AWS are right.
		among := func(words ...string) topology.Text {
			all := []topology.Text{{}, later[string]()}
			for _, w := range words {
				all = append(all, is(w))
			}
			return rapid.SampledFrom(all).Draw(t, "among")
		}
		key := func() topology.Text { return among("a", "b") }
		yes := func() maybe.Value[bool] { return flag.Draw(t, "flag") }
		few := func() maybe.Value[[]topology.Text] {
			return rapid.SampledFrom([]maybe.Value[[]topology.Text]{{}, later[[]topology.Text](), of([]topology.Text{word(), word()})}).Draw(t, "few")
		}
		r := topology.Route{RouteTable: is("a"), RouteTableID: word(), CIDRBlock: word(), PrefixListID: word(), Target: topology.Target{Attribute: "gateway_id", ID: word()}}
		input := topology.Input{
			VPC: topology.VPC{ID: word(), OwnerID: word(), MainRouteTableID: word()},
			Subnets: of(subnets{
				"a": {ID: word(), AvailabilityZone: word(), AvailabilityZoneID: word(), CIDRBlock: word(), IPv6CIDRBlock: word(), IPv6Native: yes(), VPCID: word(), RouteTable: key(), RouteTableID: word(), Client: yes(), Eligible: yes()},
				"b": {ID: word(), AvailabilityZone: word(), AvailabilityZoneID: word(), RouteTableID: word()},
			}),
			RouteTables: of(tables{"a": {
				ID: word(), VPCID: word(), Main: yes(), Routes: of([]topology.Route{r}),
				Associations: of([]topology.TableAssociation{{SubnetID: word(), Main: yes()}}),
			}, "b": {ID: word()}}),
			RouteTableAssociations: of(associations{"x": {Subnet: key(), SubnetID: word(), RouteTable: is("b"), RouteTableID: word()}}),
			Routes:                 of(routes{"x": r}),
			PrefixLists:            of(map[string]topology.PrefixList{"x": {ID: word(), Name: word(), CIDRs: few()}}),
			ZoneIDs:                map[string]topology.Text{"c": word()},
			ExistingEndpoints:      of(endpoints{"x": {ID: word(), Region: word(), VPCID: word(), ServiceName: word(), Type: among("Gateway", "Interface"), RouteTables: of([]topology.Text{key()}), RouteTableIDs: few(), IPAddressType: among("ipv4", "dualstack"), DNSRecordIPType: word(), PrefixListID: word(), CIDRBlocks: few(), State: word()}}),
		}
		n, errs := topology.Read(input)
		if len(errs) > 0 {
			return
		}
		out, errs := n.Associate(c, topology.AssociateRequest{Region: "us-east-1"})
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		for key := range out.Associations {
			if key == "" {
				t.Fatal("an association has no key")
			}
		}
		n.Place(topology.PlaceRequest{Wishes: []topology.Wish{{Key: "e", Limits: []topology.Limit{{Rule: "IF-03", Except: []string{"a"}}}}}})
	})
}
