// Package topology knows where endpoints attach: which route table each subnet really uses,
// which tables a gateway endpoint must be associated with, and which subnets, one in each
// Availability Zone, hold the network interfaces of the other endpoint types.
//
// [Read] normalises what the caller says about a network, once. [Network.Associate],
// [Network.PlaceServices] and [Network.Place] answer from it. Everything is keyed by the
// caller's own names; ids may be given, absent, or not known yet, and nothing is assumed in
// their place: what could not be decided is in the report with the reason.
//
//	network, errs := topology.Read(topology.Input{Subnets: …, RouteTables: …})
//	result, errs := network.Associate(facts, topology.AssociateRequest{Region: "us-east-1"})
//	result.RouteTableKeys["s3"] // the tables to associate with the S3 gateway endpoint
package topology
