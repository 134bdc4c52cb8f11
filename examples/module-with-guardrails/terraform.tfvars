# What `terraform plan` in this folder plans.
region = "us-east-1"
endpoints = {
  s3 = { service_name = "com.amazonaws.us-east-1.s3", vpc_endpoint_type = "Gateway", route_tables = ["private-a", "private-b"] }
}
subnets = {
  app-a = { availability_zone_id = "use1-az1", cidr_block = "10.0.1.0/24", route_table = "private-a" }
  app-b = { availability_zone_id = "use1-az2", cidr_block = "10.0.2.0/24", route_table = "private-b" }
}
route_tables = {
  private-a = { routes = [] }
  private-b = { routes = [] }
}
