package fleet

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// The designs that are compared.
const (
	// Distributed is an endpoint in every VPC for every service it uses.
	Distributed = "distributed"
	// Central is every service in the hub.
	Central = "hub"
	// Cheapest is the mix with the smallest bill.
	Cheapest = "cheapest"
)

// Where a line of the bill arises.
const (
	// InVPCs is what the spokes have for themselves.
	InVPCs = "vpcs"
	// InHub is what the hub has, and the way to it.
	InHub = "hub"
	// Everywhere is what both share: the pool of GB through interface endpoints.
	Everywhere = "all"
)

// Result is everything there is to say about a request.
type Result struct {
	// Currency is that of every sum; empty where it is not known.
	Currency string
	// DistributedMonthly is the bill with an endpoint in every VPC.
	DistributedMonthly money.Known
	// HubMonthly is the bill with every service in the hub.
	HubMonthly money.Known
	// CheapestMonthly is the smallest bill that any assignment can reach.
	CheapestMonthly money.Known
	// Assignment is the one that reaches it, by service; nil where it could not be found.
	Assignment map[string]Assignment
	// BreakEvenGBPerMonth is the traffic to the hub from which an endpoint in every VPC is no dearer:
	// zero if the hub pays at no volume, absent if it pays at every volume or a price is not known.
	BreakEvenGBPerMonth money.Known
	// LineItems are the bills of the designs.
	LineItems []LineItem
	// PrivateHostedZones are the zones that answer for the services in the hub.
	PrivateHostedZones []Zone
	// GatewayServices stay in every VPC that uses them.
	GatewayServices []string
	// StatedAssumptions say what the answer rests on besides the input.
	StatedAssumptions []string
	// Report holds findings and what was not checked.
	Report rules.Report
}

// Assignment says how each VPC that uses a service reaches it. Lists are sorted.
type Assignment struct {
	// Hub says that the hub has an endpoint for it.
	Hub bool
	// HubVPCs use that endpoint, OwnVPCs have one of their own, NATVPCs none.
	HubVPCs, OwnVPCs, NATVPCs []string
}

// LineItem is one line of the bill of one design. Its Endpoint says where it arises: in the
// VPCs, in the hub, or in both, as the pool of GB through interface endpoints does.
type LineItem struct {
	// Design is one of the designs compared.
	Design string
	cost.LineItem
}

// Zone is a private hosted zone for names of services in the hub.
type Zone struct {
	// Name is the name of the zone.
	Name string
	// Apex says that it answers for its own name, Wildcard that it answers for all below.
	Apex, Wildcard bool
	// Services are those whose names it answers, sorted.
	Services []string
}

func unknown() money.Known { return maybe.Unknown[money.Amount]() }
