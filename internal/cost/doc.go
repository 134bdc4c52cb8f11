// Package cost turns a list of endpoints and what flows through them into a monthly bill,
// compares it with the same traffic through a NAT gateway, and finds the cheapest choice.
//
// The road of a number: [Input] is checked, each endpoint becomes line items at the rates
// of the price book, the line items add up to an estimate, and the same traffic is priced
// once more through NAT. A price that is not known makes its line and every sum it stands in
// unknown. The one verb is [Estimate]; [Tariff] builds line items for other packages.
//
// What the figures leave out: the NAT gateway's own hours while it stays (they are the same with
// and without endpoints), data transfer to the internet, and what the services themselves charge.
package cost
