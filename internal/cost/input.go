package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// Input is what an estimate is made of.
type Input struct {
	// Catalog knows the services and Regions.
	Catalog *catalog.Catalog
	// Book is where prices come from.
	Book *price.Book
	// Region is where the endpoints are.
	Region string
	// Endpoints are the endpoints to price, by the caller's keys.
	Endpoints map[string]Endpoint
	// NAT is the alternative; nil if there is none.
	NAT *NAT
	// HoursPerMonth is the hours billed in a month; absent: the price book's planning convention, 730.
	HoursPerMonth maybe.Value[money.Amount]
	// Overrides are flat rates by item of the price book, over the book.
	Overrides map[string]money.Amount
	// UseInferred allows prices that only follow from a pattern in other Regions.
	UseInferred bool
	// Assumptions switches what is not certain; names as in [Assumptions].
	Assumptions map[string]bool
}

// Endpoint is one entry to price.
type Endpoint struct {
	// Service is any word the catalogue resolves to one service; only a label where ServiceName is
	// given, or for a resource or a service network. In a [Result] it is the catalogue key.
	Service string
	// ServiceName is the full name of the service, of AWS or of another account.
	ServiceName string
	// Type decides which prices apply. Empty: Gateway if the service has such an endpoint, else Interface.
	Type catalog.EndpointType
	// Zones is the number of Availability Zones it is in; absent if not known. Only hourly types have it.
	Zones maybe.Value[int]
	// Subnets is the number of its subnets, one for each zone; it counts where Zones is absent.
	Subnets maybe.Value[int]
	// SubnetsAttribute is where Subnets was given: subnet_ids or subnets.
	SubnetsAttribute string
	// GB is the data of a month through each endpoint, both directions together, in GB of 2^30 bytes; absent if not given.
	GB maybe.Value[money.Amount]
	// ServiceRegion is the service's Region; empty for a service of the endpoint's own Region.
	ServiceRegion string
	// Quantity is how many such endpoints there are; absent: one.
	Quantity maybe.Value[int]
	// Private says that the traffic must never be left on NAT.
	Private bool

	// gatewayOffered says that the service also has a gateway endpoint in the Region.
	gatewayOffered bool
}

// NAT is the NAT gateway that the traffic could use instead.
type NAT struct {
	// Zones is the number of zonal gateways, one for each zone, or of zones a regional one is active in; absent if not known.
	Zones maybe.Value[int]
	// Keep says that other traffic needs it, so its hours are paid whatever the endpoints do.
	Keep bool
	// Regional says that it is one regional NAT gateway.
	Regional bool
}

// crossRegion reports whether the endpoint reaches a service of another Region.
func (e Endpoint) crossRegion(region string) bool {
	return e.ServiceRegion != "" && e.ServiceRegion != region
}

// zones is the number of Availability Zones, given as such or as subnets.
func (e Endpoint) zones() maybe.Value[int] {
	if e.Zones.IsGiven() {
		return e.Zones
	}
	return e.Subnets
}

// copies is how many endpoints the entry stands for.
func (e Endpoint) copies() money.Amount { return money.FromInt(int64(e.Quantity.Or(1))) }

// data is the GB of all endpoints of the entry; what is not given counts as none, which
// the stated assumptions say.
func (e Endpoint) data() money.Amount { return e.GB.Or(money.Amount{}).Mul(e.copies()) }
