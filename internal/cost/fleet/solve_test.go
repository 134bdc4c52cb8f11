package fleet

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lukechampine.com/uint128"
	"pgregory.net/rapid"
)

func n(i uint64) uint128.Uint128 { return uint128.From64(i) }

// tally prices a plan along a tangent the slow way: every cost is added where it arises. It shares
// nothing with the solver but the numbers of the task.
func tally(t *task, p plan, at tangent) uint64 {
	var sum uint64
	inHub, attached, natUsed, zones := map[int]bool{}, map[int]bool{}, map[int]bool{}, map[int]bool{}
	for i, d := range t.demands {
		gb := d.gb.Lo
		switch p[i] {
		case own:
			sum += t.spokes[d.spoke].zones*t.zoneHour.Lo + gb*at.endpointGB.Lo
		case hub:
			sum += gb * (at.endpointGB.Lo + at.transitGB.Lo)
			inHub[d.service], attached[d.spoke] = true, true
			for _, z := range t.services[d.service].zones {
				zones[z] = true
			}
		case nat:
			sum += gb * at.natGB.Lo
			natUsed[d.spoke] = true
		}
	}
	sum += uint64(len(inHub)) * t.hubZones * t.zoneHour.Lo
	for spoke := range attached {
		sum += t.spokes[spoke].attachment.Lo
	}
	for spoke := range natUsed {
		sum += t.spokes[spoke].natSaving.Lo
	}
	if len(inHub) > 0 {
		sum += t.hubFixed.Lo + at.zoneBase.Lo + uint64(len(zones))*at.zoneEach.Lo
	}
	return sum
}

// allowed says whether a plan keeps to what the task forbids.
func allowed(t *task, p plan) bool {
	for i, d := range t.demands {
		if p[i] == nat && !d.natAllowed || p[i] == hub && !t.spokes[d.spoke].reachable {
			return false
		}
	}
	return true
}

// everyPlan calls yield with each of the 3^n plans of n demands.
func everyPlan(demands int, yield func(plan)) {
	p := make(plan, demands)
	for {
		yield(p)
		i := 0
		for ; i < demands && p[i] == nat; i++ {
			p[i] = own
		}
		if i == demands {
			return
		}
		p[i]++
	}
}

func drawTask(t *rapid.T, maxDemands int) *task {
	small := func(name string, most uint64) uint64 { return rapid.Uint64Range(0, most).Draw(t, name) }
	out := &task{
		zones:    rapid.IntRange(0, 3).Draw(t, "zones"),
		zoneHour: n(small("zone hour", 9)),
		hubZones: 1 + small("hub zones", 2),
		hubFixed: n(small("hub fixed", 20)),
	}
	for range rapid.IntRange(1, 3).Draw(t, "services") {
		var s service
		for z := range out.zones {
			if rapid.Bool().Draw(t, "needs zone") {
				s.zones = append(s.zones, z)
			}
		}
		out.services = append(out.services, s)
	}
	for i := range rapid.IntRange(1, 4).Draw(t, "spokes") {
		out.spokes = append(out.spokes, spoke{
			zones: 1 + small("spoke zones", 2), attachment: n(small("attachment", 12)),
			natSaving: n(small("nat saving", 15)), reachable: small("reachable", 5) > 0,
		})
		for s := range out.services {
			if len(out.demands) < maxDemands && small("wanted", 4) > 0 {
				out.demands = append(out.demands, demand{
					spoke: i, service: s, gb: n(small("gb", 9)), natAllowed: small("nat allowed", 3) > 0,
				})
			}
		}
	}
	return out
}

func drawTangent(t *rapid.T) tangent {
	draw := func(name string, most uint64) uint128.Uint128 { return n(rapid.Uint64Range(0, most).Draw(t, name)) }
	return tangent{
		endpointGB: draw("endpoint GB", 3), transitGB: draw("transit GB", 3), natGB: draw("nat GB", 6),
		zoneBase: draw("zone base", 4), zoneEach: draw("zone each", 4),
	}
}

func TestCheapestIsNeverAboveAnyOtherPlan(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		task, at := drawTask(t, 7), drawTangent(t)
		got := task.cheapest(at)
		if !allowed(task, got) {
			t.Fatalf("plan %v is not allowed", got)
		}
		price := tally(task, got, at)
		everyPlan(len(task.demands), func(p plan) {
			if allowed(task, p) && tally(task, p, at) < price {
				t.Fatalf("plan %v costs %d, %v only %d", got, price, p, tally(task, p, at))
			}
		})
	})
}

func TestCheapestPrefersLessInTheHub(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		task, at := drawTask(t, 6), drawTangent(t)
		got := task.cheapest(at)
		price := tally(task, got, at)
		everyPlan(len(task.demands), func(p plan) {
			if !allowed(task, p) || tally(task, p, at) != price {
				return
			}
			for _, i := range inHub(task, got) {
				if !slices.Contains(inHub(task, p), i) {
					t.Fatalf("plan %v has service %d in the hub, the equally cheap %v has not", got, i, p)
				}
			}
		})
	})
}

func inHub(t *task, p plan) []int {
	var out []int
	for i, d := range t.demands {
		if p[i] == hub && !slices.Contains(out, d.service) {
			out = append(out, d.service)
		}
	}
	return out
}

// bigTask is a fleet whose VPCs differ in traffic, zones and attachment, so that no choice is obvious.
func bigTask(spokes, services int, natMayGo bool) *task {
	random := rand.New(rand.NewPCG(3, 4))
	t := &task{zoneHour: n(7300), hubZones: 3, hubFixed: n(50_000)}
	for range services {
		t.services = append(t.services, service{})
	}
	for i := range spokes {
		s := spoke{zones: 1 + random.Uint64N(3), attachment: n(random.Uint64N(200_000)), reachable: true}
		if natMayGo {
			s.natSaving = n(32_850 * s.zones)
		}
		t.spokes = append(t.spokes, s)
		for j := range services {
			t.demands = append(t.demands, demand{spoke: i, service: j, gb: n(random.Uint64N(1500)), natAllowed: true})
		}
	}
	return t
}

func BenchmarkCheapest(b *testing.B) {
	at := tangent{endpointGB: n(10), transitGB: n(20), natGB: n(45)}
	for _, natMayGo := range []bool{false, true} {
		for _, spokes := range []int{100, 250, 500, 1000} {
			t := bigTask(spokes, 50, natMayGo)
			b.Run(fmt.Sprintf("nat may go %t/%d VPCs of 50 services", natMayGo, spokes), func(b *testing.B) {
				for b.Loop() {
					t.cheapest(at)
				}
			})
		}
	}
}
