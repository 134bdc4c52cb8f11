package fleet

import (
	"lukechampine.com/uint128"

	"github.com/shopspring/decimal"

	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// task is the comparison reduced to what decides it: whole numbers, and positions instead
// of names. Quantities are counted in units of 10^-9 GB, rates in 10^-12 of the currency,
// sums in 10^-21, so that a product of the two is exact.
type task struct {
	spokes   []spoke
	services []service
	demands  []demand
	zones    int             // number of different private hosted zones the services have
	zoneHour uint128.Uint128 // one zone of an interface endpoint for a month
	hubZones uint64          // zones of an endpoint in the hub
	hubFixed uint128.Uint128 // what a hub costs before it serves anybody
}

// spoke is a VPC.
type spoke struct {
	zones      uint64
	attachment uint128.Uint128 // attaching it for a month; zero if it is attached already
	natSaving  uint128.Uint128 // what dropping its NAT gateways saves; zero if they stay anyway
	reachable  bool            // it can be routed to a hub
}

// service is an interface endpoint service.
type service struct {
	zones []int // positions of the private hosted zones it needs in the hub
}

// demand is one service used in one VPC.
type demand struct {
	spoke, service int
	gb             uint128.Uint128
	natAllowed     bool
}

// way is how the traffic of a demand goes.
type way uint8

const (
	own way = iota // an endpoint in the VPC itself
	hub            // the endpoint in the hub
	nat            // no endpoint: the NAT gateway of the VPC
)

// plan is one way for each demand, in their order.
type plan []way

// The digits behind the decimal point that a task keeps.
const (
	gbDigits   = 9  // a byte
	rateDigits = 12 // finer than any rate on the price list
	sumDigits  = gbDigits + rateDigits
)

// The largest numbers a task takes. Within them, all costs of 10^8 services used in VPCs stay
// below 10^38 units of 10^-21, which 127 bits hold; so no sum in this package can overflow.
const (
	maxTotalGB = "1000000000000" // a zettabyte a month
	maxRate    = "1000"
	maxZones   = 100
)

// units writes an amount in units of 10^-digits. The amount must not be negative nor have
// more digits; the checks of the input see to that.
func units(a money.Amount, digits int32) uint128.Uint128 {
	d, err := decimal.NewFromString(a.String())
	if err != nil || d.Sign() < 0 {
		return uint128.Uint128{}
	}
	n := d.Shift(digits).BigInt()
	if n.BitLen() > 127 {
		return uint128.Max
	}
	return uint128.FromBig(n)
}

// gigabytes is the inverse of [units] for a quantity of data.
func gigabytes(n uint128.Uint128) money.Amount {
	return money.MustParse(decimal.NewFromBigInt(n.Big(), -gbDigits).String())
}

// times multiplies two numbers whose product is known to fit; see [maxTotalGB].
func times(a, b uint128.Uint128) uint128.Uint128 { return a.MulWrap(b) }

func less(a, b uint128.Uint128) bool { return a.Cmp(b) < 0 }

func smaller(a, b uint128.Uint128) uint128.Uint128 {
	if less(b, a) {
		return b
	}
	return a
}
