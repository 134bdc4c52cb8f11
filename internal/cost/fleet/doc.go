// Package fleet compares an endpoint in every VPC with endpoints in a hub that the VPCs
// share over a Transit Gateway, and finds the mix with the smallest bill.
//
//	r, errs := fleet.Compare(catalog, book, fleet.Request{Region: "us-east-1", VPCs: vpcs, ...})
//
// # What is decided
//
// Every service that a VPC uses goes one of three ways: through an endpoint of the VPC's own
// (hours for each zone, and GB), through the hub (Transit Gateway GB and endpoint GB), or
// without an endpoint through the VPC's NAT gateways (NAT GB). Some costs are shared. A
// service in the hub pays its hours there once. A VPC that uses the hub pays its
// attachment once, unless it has one. The hub pays its own attachment and its DNS once it
// serves anybody. NAT gateways that may go save their hours if nothing is left on them.
// And the GB of all endpoints of the Region share one ladder of tiers. Data to other Regions pays
// the same way there whichever way it leaves, so it decides nothing.
//
// # Why the answer is the minimum
//
// First, the tiers. A price that falls from tier to tier is the smallest of a few straight lines, one
// for each tier: P(q) = min over k of (base k + rate k · q). The smallest bill over all
// assignments and all choices of lines is therefore the smallest bill over all assignments. So
// one line is fixed for each such price (GB through endpoints, the Transit Gateway and NAT; number
// of private hosted zones), the cheapest assignment along these lines is found, and the
// best over all combinations of lines is taken, each priced with the true tiers. Only
// lines whose tier the fleet can reach are tried: one combination for most fleets.
//
// Second, the assignment along fixed lines. Now GB have one rate each. For a service used in a VPC let
//
//	O be what an endpoint of its own costs, N what NAT costs, H what the hub costs,
//	D = min(O, N), or O where NAT is not allowed.
//
// Let y say that the service is in the hub, x that the VPC is attached, and e that the NAT
// gateways of the VPC end. Given these, the pair takes the cheapest way that is open:
//
//	e=0, xy=0: D    e=0, xy=1: min(D, H)    e=1, xy=0: O    e=1, xy=1: min(O, H)
//
// which is D + e·(O−D) − xy·g − exy·h with
//
//	g = D − min(D, H) ≥ 0    h = min(O−D, O−min(O, H)) ≥ 0.
//
// All terms of more than one choice have a negative sign: attaching, sharing and ending NAT never
// spoil each other's gain. Adding what each choice costs by itself (attachment, hours in
// the hub, the hub itself, hosted zones, minus the hours of NAT) gives a sum of this kind:
//
//	Σ costs of single choices − Σ gains of choices made together, and "service needs hub and zones".
//
// Its minimum is a minimum cut. Choices are nodes; those on the source's side are made. A cost
// is an arc from the node to the sink, a gain alone an arc from the source, a gain of two an
// arc between them on top of the source's, a gain of three a node that needs all three, and a need an arc
// that cannot be cut. Package mincut finds it in whole numbers. Amounts are
// counted in units small enough (10^-21) that every product of a rate and a quantity is whole, so
// nothing is rounded and "cheapest" holds to the last digit.
//
// Third, ties. The minimum cut taken is the one with the fewest choices made, which is unique:
// along its lines it has least in the hub, and keeps NAT gateways rather than end them for
// nothing. A pair that costs the same either way has an endpoint of its own. Of combinations of
// lines with equal bills the first counts. So names and order of the input decide nothing.
//
// The work grows with the number of services used in VPCs, about linearly: 500 VPCs of
// 50 services are 25,000 pairs.
package fleet
